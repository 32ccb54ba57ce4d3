"""Generated files of the topic folders: an archive with many folders and one file to locate."""

from chalicelib.content import files

SHELVES = {
    "fr": ["stages", "ventes", "photos", "courriers", "clubs", "voyages"],
    "en": ["internships", "sales", "photos", "letters", "clubs", "journeys"],
}
NOTES = {
    "fr": ["bilan", "horaires", "contacts", "inventaire", "programme", "adresses"],
    "en": ["review", "timetable", "contacts", "inventory", "programme", "addresses"],
}


def hidden_file(rng, language):
    """An archive of years and shelves; one name occurs in a single place."""
    wanted, *others = rng.shuffle(range(len(NOTES["fr"])))
    years = rng.sample(["2019", "2020", "2021", "2022", "2023"], 3)
    shelves = rng.sample(range(len(SHELVES["fr"])), 3)
    folders = [f"{year}/{SHELVES[language][shelf]}" for year in years for shelf in shelves]
    home = rng.choice(folders)
    archive = {}
    for folder in folders:
        for note in rng.sample(others, 2):
            archive[f"{folder}/{NOTES[language][note]}.txt"] = files.txt(folder)
    name = f"{NOTES[language][wanted]}.txt"
    archive[f"{home}/{name}"] = files.txt(home)
    ordered = {path: archive[path] for path in sorted(archive)}
    return {"name": name, "path": f"{home}/{name}", "files": {"archive.zip": files.zip_of(ordered)}}


def solve_hidden_file(found, values, language):
    """The only path that ends in the wanted name."""
    paths = [path for path in files.read_zip(found["archive.zip"]) if path.endswith("/" + values["name"])]
    assert len(paths) == 1
    return paths[0]
