"""Apple's categories of podcasts, which other directories use too.

Source: "Apple Podcasts categories", podcasters.apple.com/support/1691-apple-podcasts-categories (19 categories since
2019).
"""

from __future__ import annotations

from coach.errors import UsageError
from coach.suggestion import suggest

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        *("Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden"),
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        *("Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News"),
        "Tech News",
    ),
    "Religion & Spirituality": (
        *("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
    ),
    "Science": (
        *("Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature"),
        *("Physics", "Social Sciences"),
    ),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": (
        *("Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running"),
        *("Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"),
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}
"""Category → its subcategories."""
DEFAULT = "Alternative Health"


def category_named(name: str) -> tuple[str, ...]:
    """Return a category, or a category and its subcategory; raises UsageError for what is neither.

    Example:
        >>> category_named("mental health")
        ('Health & Fitness', 'Mental Health')
        >>> category_named("Health & Fitness > Fitness")
        ('Health & Fitness', 'Fitness')
    """
    wanted = " ".join(name.replace(">", " > ").split()).casefold()
    if found := _ways().get(wanted):
        return found
    known = [*CATEGORIES, *(inner for subcategories in CATEGORIES.values() for inner in subcategories)]
    raise UsageError(f"there is no podcast category '{name}'; {suggest(name, known, 'one is ' + _shown(DEFAULT))}")


def _ways() -> dict[str, tuple[str, ...]]:
    """Return each way to write a category, in small letters."""
    whole = {category.casefold(): (category,) for category in CATEGORIES}
    parts = [(category, inner) for category, subcategories in CATEGORIES.items() for inner in subcategories]
    alone = {inner.casefold(): (category, inner) for category, inner in parts}
    both = {f"{category} > {inner}".casefold(): (category, inner) for category, inner in parts}
    return {**alone, **both, **whole}


def _shown(name: str) -> str:
    return f"'{' > '.join(category_named(name))}'"
