import warnings

import pytest

from identity.cardreading.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The real models; third-party imports may warn, our own code may not."""
    engine = Engine()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        engine.load()
    return engine
