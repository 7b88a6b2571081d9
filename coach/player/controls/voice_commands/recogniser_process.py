"""The child process that recognises utterances; `recogniser_worker` is its other side."""

from __future__ import annotations

from coach.child_process import serve
from coach.player.controls.voice_commands.recogniser import Recogniser
from coach.player.controls.voice_commands.recogniser_worker import encode_guess, heard

if __name__ == "__main__":
    recogniser = Recogniser()
    serve(lambda request: encode_guess(recogniser.guess(heard(request))))
