"""What is said of files that are not read: why, and what to do. None of it names the file: its name may be hostile."""

MAX_BYTES = 50_000_000
MAX_CHARACTERS = 500_000
MAX_LINES = 30_000
MAX_TAGS = 150_000

EMPTY = "This file is empty. Save the letter again and check that file."
BLANK = "This file holds no words. Save the letter again and check that file."
TOO_LARGE = (
    "This file is larger than 50 MB, far more than a letter. Hand in the text without full-size pictures, "
    "and the pictures as files of their own."
)
OLD_WORD = "This is an old Word file (.doc). Open it in Word and save it as .docx."
PROTECTED = "This file is protected by a password. Open it in Word, take the password off and save it as .docx."
OLD_OFFICE = "This is an old Office file, not a Word document. Open it, copy the letter into Word and save it as .docx."
WORD_XML = "This is a Word file saved as XML. Open it in Word and save it as .docx."
RTF = "This is a rich text file (.rtf). Open it in Word and save it as .docx."
OPEN_DOCUMENT = "This is an OpenDocument file (.odt). Open it in LibreOffice or Word and save it as .docx."
PAGES = "This is a Pages document. In Pages choose File, Export To, Word, and check the file that this makes."
WORD_PERFECT = "This is a WordPerfect file. Open it in WordPerfect or LibreOffice and save it as .docx."
PDF = "This is a PDF, and PDF files are not read yet. Use the Word file that it was made from."
PICTURE = "This is a picture, not a letter. Check the letter's file; its pictures are looked at with it."
SPREADSHEET = "This is a spreadsheet, not a letter. Copy the text into Word and save it as .docx."
SLIDES = "This is a slide presentation, not a letter. Copy the text into Word and save it as .docx."
ARCHIVE = "This is a packed archive. Unpack it and check the letter inside."
DAMAGED_ARCHIVE = (
    "This file is damaged or was cut short. Open it in Word, save it again as .docx, or ask for a new copy."
)
MISNAMED = (
    "This file holds plain text, although its name says otherwise: it is damaged or was renamed. Open it in Word, save "
    "it again as .docx, or ask for a new copy."
)
WEB_PAGE = "This is a web page. Copy the letter into Word and save it as .docx."
OTHER_XML = (
    "This XML file is not a journal article in JATS. Hand in the JATS file, or the letter as a Word file (.docx)."
)
LATEX = "This is LaTeX source. Convert it to Word (for example: pandoc letter.tex -o letter.docx) and check that file."
NOT_TEXT = "This file is no document that can be read. Save the letter as a Word file (.docx) or as UTF-8 text."
TOO_MANY_TAGS = "This file holds far more tags than an article does. Hand in the XML of one article."
STRANGE_ENCODING = (
    "The letters in this file are stored in a way that is not recognised. Save it as UTF-8 text or as .docx."
)
TANGLED = "This file is built in a way that takes too long to read. Copy its text into a new Word file and check that."

NO_REFERENCES = (
    "This is no list of references. Hand in the list alone, numbered or one reference a line; a whole letter is "
    "checked by `letterproof check`."
)


def too_long(characters: int) -> str:
    """What is said of a file with so many characters of text."""
    return (
        f"This file holds {characters / 1_000_000:.1f} million characters; a letter has a few thousand. "
        "Hand in the letter alone."
    )


def too_many_lines(lines: int) -> str:
    """What is said of a file with so many lines of text."""
    return f"This file holds {lines:,} lines; a letter has a few hundred. Hand in the letter alone."
