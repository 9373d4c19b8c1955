"""The measured process: `python -m identity.cardreading.benchmark_process tuned|untuned DIR`.

Times run from the file's bytes (tuned) or its path (untuned) to the result, after one warm-up;
loading the models is not counted for either.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from identity.cardreading.benchmark import load_truth

THREADS = 2
Answer = dict[str, Any]
_NOTHING: Answer = {"fields": {}, "silent": False}


def tuned() -> Callable[[Path], Answer]:
    """Our reader."""
    from identity.cardreading.engine import Engine
    from identity.cardreading.reader import read_card

    engine = Engine(threads=THREADS)
    engine.load()

    def read(path: Path) -> Answer:
        reading = read_card(path.read_bytes(), engine=engine)
        fields = {name: found.value for name, found in reading.fields.items()}
        return {"fields": fields, "silent": reading.fields["name"].sure}

    return read


def untuned() -> Callable[[Path], Answer]:
    """PaddleOCR as it comes: small models, the file as it is, no card finding, no parsing."""
    import os

    from identity.cardreading.models import BASELINE_DETECTOR, RECOGNISER, require

    os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
    from paddleocr import PaddleOCR

    pipeline = PaddleOCR(
        text_detection_model_name=BASELINE_DETECTOR,
        text_detection_model_dir=str(require(BASELINE_DETECTOR)),
        text_recognition_model_name=RECOGNISER,
        text_recognition_model_dir=str(require(RECOGNISER)),
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        device="cpu",
        engine="onnxruntime",
        engine_config={"intra_op_num_threads": THREADS, "inter_op_num_threads": 1},
    )

    def read(path: Path) -> Answer:
        pipeline.predict(str(path))
        return _NOTHING

    return read


MODES = {"tuned": tuned, "untuned": untuned}


def measured(read: Callable[[Path], Answer], folder: Path, name: str) -> Answer:
    """One answer with its seconds; an unreadable file is an empty answer, said on stderr."""
    start = time.perf_counter()
    try:
        answer = read(folder / name)
    except Exception as error:
        print(f"{name}: {error!r}", file=sys.stderr)
        answer = _NOTHING
    return {"file": name, "seconds": time.perf_counter() - start, **answer}


def main(mode: str, folder: Path) -> None:
    read = MODES[mode]()
    names = list(load_truth(folder))
    measured(read, folder, names[0])
    rows = [measured(read, folder, name) for name in names]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": [dict(row) for row in rows], "peak_mb": peak_mb}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
