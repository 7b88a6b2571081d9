"""What the scripts that judge a voice let it say: sentences of the library, and short prompts."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from coach.routine.loader import load_routine
from coach.routine.routine_files import bundled_routines, language_of_name
from coach.speech.phonemes.clauses import clauses_of, sentences_of
from coach.timeline.spoken_texts import spoken_texts

if TYPE_CHECKING:
    from pathlib import Path

SEED = 18
PROMPTS = """Half way. Now. Left. Right. Ten seconds left. Switch sides. Breathe in. Breathe out. Hold. Release.
And rest. Once more. The last one. Well done. Begin. Stop. Pause. Next step. One minute left. Five more. Three. Two.
One. The other hand. Slowly. Gently. Let go. Ready? Almost there. Change direction. Close your eyes. Open your eyes.
Shoulders down. Press. Soften. Again. And now the thumb. Little finger. Ring finger. Middle finger. Index finger.
Thumb. Turn the hand over. Palm up. Palm down. The wrist. Take your time. Halfway there. Thirty seconds. Two minutes.
In. Out. Lighter. More pressure. Less pressure. Stay here. Both hands. That is enough. Wait. The end."""


def english_routines() -> list[Path]:
    """Return the files of the bundled routines that are in English."""
    return [path for name, path in bundled_routines().items() if not language_of_name(name)]


def library_sentences() -> list[str]:
    """Return every English sentence that the bundled routines speak, once, in the order of the alphabet."""
    said = (each for path in english_routines() for each in spoken_texts(load_routine(path)))
    whole = (sentence.strip() for each in said if each.occasion != "answer" for sentence in sentences_of(each.text))
    return sorted(set(whole))


def sample(count: int, of: list[str] | None = None) -> list[str]:
    """Return so many sentences of the library, the same ones each time as long as the library is."""
    return random.Random(SEED).sample(library_sentences() if of is None else of, count)


def prompts() -> list[str]:
    """Return sixty short prompts: what is least understood, for no other word helps."""
    return [prompt.strip() for prompt in sentences_of(PROMPTS.replace("\n", " "))]


def in_one_breath(sentences: list[str]) -> list[str]:
    """Return the sentences of one clause and of at least four words: there, no voice rests."""
    return [each for each in sentences if len(clauses_of(each)) == 1 and len(each.split()) > 3]


def several_sentences(count: int) -> list[str]:
    """Return narrations of at least three sentences, whose rests can keep a pace."""
    said = (each.text for path in english_routines() for each in spoken_texts(load_routine(path)))
    return sample(count, sorted({text for text in said if len(sentences_of(text)) > 2}))


OTHER_LANGUAGES = {
    "es": """Siéntate con la espalda recta y deja caer los hombros.
Apoya la mano izquierda sobre un cojín, con la palma hacia arriba.
Respira despacio por la nariz y suelta el aire sin prisa.
Con el pulgar derecho, dibuja círculos pequeños en el centro de la palma.
Si te duele, aprieta menos o descansa un momento.
Ahora acaricia cada dedo, desde la base hasta la punta.
Quedan veinte segundos.
Cierra los ojos y escucha tu respiración.
Cambia de mano cuando estés listo.
Muy bien, hemos terminado.""",
    "fr": """Asseyez-vous confortablement et laissez tomber les épaules.
Posez la main gauche sur un coussin, la paume vers le haut.
Inspirez lentement par le nez, puis soufflez sans forcer.
Avec le pouce droit, dessinez de petits cercles au milieu de la paume.
Si cela fait mal, appuyez moins fort ou faites une pause.
Caressez maintenant chaque doigt, de la base jusqu'au bout.
Il reste vingt secondes.
Fermez les yeux et écoutez votre respiration.
Changez de main quand vous êtes prêt.
Très bien, nous avons terminé.""",
    "it": """Siediti comodo e lascia cadere le spalle.
Appoggia la mano sinistra su un cuscino, con il palmo verso l'alto.
Inspira piano dal naso e lascia uscire l'aria senza fretta.
Con il pollice destro disegna piccoli cerchi al centro del palmo.
Se senti dolore, premi di meno o riposa un momento.
Adesso accarezza ogni dito, dalla base fino alla punta.
Mancano venti secondi.
Chiudi gli occhi e ascolta il tuo respiro.
Cambia mano quando sei pronto.
Molto bene, abbiamo finito.""",
    "pt": """Sente-se com conforto e deixe os ombros caírem.
Apoie a mão esquerda numa almofada, com a palma para cima.
Inspire devagar pelo nariz e solte o ar sem pressa.
Com o polegar direito, desenhe pequenos círculos no meio da palma.
Se doer, aperte menos ou descanse um momento.
Agora acaricie cada dedo, da base até a ponta.
Faltam vinte segundos.
Feche os olhos e escute a sua respiração.
Troque de mão quando estiver pronto.
Muito bem, terminamos.""",
}
"""Language → ten sentences of the kind that a routine has, for voices that speak no English."""
