"""Several acts at the same moment, each in a thread with its own connection: for races."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from django.db import connection

from openkp.core.refusal import Refusal, Refusals


def together(acts: Sequence[Callable[[], object]]) -> list[str]:
    """Start all at the same moment; answer "done", the codes of a refusal, or what went wrong."""
    start = threading.Barrier(len(acts))
    told = ["never ended"] * len(acts)

    def one(place: int) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=20)
            acts[place]()
            told[place] = "done"
        except Refusals as refused:
            told[place] = ", ".join(sorted(refused.codes))
        except Refusal as refused:
            told[place] = refused.code
        except Exception as error:
            told[place] = f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(place,), daemon=True) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(told)
