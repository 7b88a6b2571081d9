"""The process in which utterances are recognised; `apart` is its other side."""

from __future__ import annotations

from coach.helper import serve
from coach.player.controls.listen.apart import heard, told
from coach.player.controls.listen.recogniser import Recogniser

if __name__ == "__main__":
    recogniser = Recogniser()
    serve(lambda request: told(recogniser.guess(heard(request))))
