"""Signing in and out."""

from django.urls import URLPattern, path

from accounts.views import sign_in, slider

urlpatterns: list[URLPattern] = [
    path("sign-in/", sign_in.password, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="sign-in-code"),
    path("sign-in/second-factor/", sign_in.second_factor, name="second-factor"),
    path("sign-in/code/send/", sign_in.send_code, name="sign-in-send-code"),
    path(
        "sign-in/second-factor/send/",
        sign_in.send_second_factor,
        name="second-factor-send",
    ),
    path("sign-in/resume/", sign_in.resume, name="resume"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("slider/<slug:purpose>/", slider.new, name="slider-new"),
    path("slider/<slug:purpose>/check/", slider.check, name="slider-check"),
    path("captcha-voice/<slug:key>/", slider.voice, name="captcha-voice"),
]
