"""Values and files of the topic data-formulas: cells, workbooks, expenses, copied formulas, quotes, members, orders."""

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
SHEETS = {"fr": ["Janvier", "Février", "Mars"], "en": ["January", "February", "March"]}
ITEMS = {
    "fr": ["bus", "repas", "auberge", "musée", "bateau", "pharmacie", "goûter", "guide"],
    "en": ["coach", "meals", "hostel", "museum", "boat", "pharmacy", "snack", "guide"],
}
LINES = {
    "fr": ["Peinture", "Plinthes", "Main-d'œuvre", "Nettoyage", "Prise", "Étagère"],
    "en": ["Paint", "Skirting", "Labour", "Cleaning", "Socket", "Shelf"],
}
SECTIONS = {"fr": ["judo", "danse", "escalade", "natation"], "en": ["judo", "dance", "climbing", "swimming"]}
YES_NO = {"fr": ["oui", "non"], "en": ["yes", "no"]}
NAMES = ["Ada", "Bilal", "Chloe", "Diego", "Emma", "Fatou", "Gael", "Hana", "Ilyes", "Jade", "Kenza", "Liam"]
WHAT = {"fr": ["la somme", "la moyenne", "la plus grande valeur"], "en": ["the sum", "the mean", "the greatest value"]}


def cells(rng, language):
    """Nine cells and a formula on four of them."""
    values = [[rng.integer(2, 12) for _ in range(3)] for _ in range(3)]
    x, y, z = rng.sample(range(9), 3)
    name = [f"{'ABC'[n % 3]}{n // 3 + 1}" for n in range(9)]
    pick = [values[n // 3][n % 3] for n in (x, y, z)]
    formula, result = rng.choice([
        (f"={name[x]}+{name[y]}*{name[z]}", pick[0] + pick[1] * pick[2]),
        (f"=({name[x]}+{name[y]})*{name[z]}", (pick[0] + pick[1]) * pick[2]),
        (f"={name[x]}*{name[y]}-{name[z]}", pick[0] * pick[1] - pick[2]),
    ])  # fmt: skip
    cell = {f"{'abc'[column]}{row + 1}": values[row][column] for row in range(3) for column in range(3)}
    return {**cell, "formula": formula, "result": result}


def workbook(rng, language):
    """Three sheets of 20 x 6 numbers."""
    sheets = {name: [[rng.integer(100, 999) for _ in range(6)] for _ in range(20)] for name in SHEETS[language]}
    sheet, column, row = rng.choice(SHEETS[language]), rng.integer(1, 5), rng.integer(5, 19)
    file = {"fr": "classeur.ods", "en": "workbook.ods"}[language]
    return {
        "cell": f"{'ABCDEF'[column]}{row + 1}",
        "sheet": sheet,
        "value": sheets[sheet][row][column],
        "files": {file: files.ods(sheets, header=False)},
    }


def solve_workbook(found, values, language):
    """Reads the sheet and counts letters and lines."""
    rows = files.read_ods(next(iter(found.values())), values["sheet"])
    return rows[int(values["cell"][1:]) - 1]["ABCDEF".index(values["cell"][0])]


def expenses(rng, language):
    """40 lines in cents; sum, mean or maximum."""
    kind = rng.integer(0, 2)
    cents = [rng.integer(150, 48000) for _ in range(40)]
    amounts = [number / 100 for number in cents]
    value = [sum(cents) / 100, round(sum(cents) / 40) / 100, max(cents) / 100][kind]
    head = {"fr": ["ligne", "objet", "montant"], "en": ["line", "item", "amount"]}[language]
    rows = [head, *([n + 1, rng.choice(ITEMS[language]), amount] for n, amount in enumerate(amounts))]
    file = {"fr": "depenses.ods", "en": "expenses.ods"}[language]
    return {"what": WHAT[language][kind], "value": f"{value:.2f}", "files": {file: files.ods({"1": rows})}}


def solve_expenses(found, values, language):
    """From the cells, in floating point."""
    numbers = [float(row[2]) for row in files.read_ods(next(iter(found.values())))[1:]]
    results = dict(zip(WHAT[language], [sum(numbers), sum(numbers) / len(numbers), max(numbers)], strict=True))
    return f"{results[values['what']]:.2f}"


def shifted(rng, language):
    """A formula of two references, copied some columns and rows away."""
    columns, rows = rng.integer(1, 3), rng.integer(1, 6)
    first = (rng.integer(0, 3), rng.integer(1, 9), False, rng.chance(50))
    second = (rng.integer(4, 6), rng.integer(1, 9), rng.chance(50), True)
    start = (rng.integer(7, 9), rng.integer(2, 6))
    formula = f"={_reference(*first)}*{_reference(*second)}"
    moved = [_moved(reference, columns, rows) for reference in (first, second)]
    return {
        "from": f"{_letter(start[0])}{start[1]}",
        "to": f"{_letter(start[0] + columns)}{start[1] + rows}",
        "formula": formula,
        "result": f"={_reference(*moved[0])}*{_reference(*moved[1])}",
        "columns": columns,
        "rows": rows,
    }


def _letter(column):
    return "ABCDEFGHIJKLMNOP"[column]


def _reference(column, row, fixed_column, fixed_row):
    return f"{'$' if fixed_column else ''}{_letter(column)}{'$' if fixed_row else ''}{row}"


def _moved(reference, columns, rows):
    column, row, fixed_column, fixed_row = reference
    return column + (0 if fixed_column else columns), row + (0 if fixed_row else rows), fixed_column, fixed_row


def quote(rng, language):
    """Six lines before tax, one rate; totals rounded at the end."""
    rate = rng.choice([5.5, 6, 10, 20, 21])
    cents = [rng.integer(1000, 90000) for _ in range(6)]
    total = round(sum(cents) * (100 + rate) / 100) / 100
    texts = {"fr": ["Devis", "Taux de taxe", "Ligne", "Hors taxe"], "en": ["Quote", "Tax rate", "Line", "Before tax"]}[
        language
    ]
    rows = [[texts[0]], [texts[1], rate / 100], [], [texts[2], texts[3]]]
    rows += [[name, number / 100] for name, number in zip(LINES[language], cents, strict=True)]
    file = {"fr": "devis.ods", "en": "quote.ods"}[language]
    return {"totals": [f"{total:.2f}"], "files": {file: files.ods({"1": rows}, header=False)}}


def solve_quote(found, values, language):
    """Adds up line by line."""
    rows = files.read_ods(next(iter(found.values())))
    rate = float(rows[1][1])
    return f"{sum(float(row[1]) * (1 + rate) for row in rows[4:] if len(row) > 1 and row[1]):.2f}"


def members(rng, language):
    """90 members of four sections."""
    section = rng.integer(0, 3)
    rows = [
        [f"{rng.choice(NAMES)} {n}", SECTIONS[language][rng.integer(0, 3)], YES_NO[language][rng.integer(0, 1)]]
        for n in range(90)
    ]
    count = sum(row[1] == SECTIONS[language][section] and row[2] == YES_NO[language][1] for row in rows)
    head = {"fr": ["adhérent", "section", "payé"], "en": ["member", "section", "paid"]}[language]
    file = {"fr": "adhesions.ods", "en": "members.ods"}[language]
    return {"section": SECTIONS[language][section], "count": count, "files": {file: files.ods({"1": [head, *rows]})}}


def solve_members(found, values, language):
    """Counts cells."""
    rows = files.read_ods(next(iter(found.values())))[1:]
    return sum(row[1:3] == [values["section"], YES_NO[language][1]] for row in rows)


def orders(rng, language):
    """60 orders of 12 articles; prices stand in another sheet, in another order."""
    codes = [f"{'ABCD'[n % 4]}{rng.integer(100, 999)}-{n}" for n in range(12)]
    prices = [rng.integer(2, 80) for _ in range(12)]
    lines = [(rng.integer(0, 11), rng.integer(1, 9)) for _ in range(60)]
    total = sum(prices[item] * quantity for item, quantity in lines)
    names = {"fr": ("commandes", "catalogue"), "en": ("orders", "catalogue")}[language]
    head = {"fr": (["code", "quantité"], ["code", "prix"]), "en": (["code", "quantity"], ["code", "price"])}[language]
    order = rng.shuffle(range(12))
    sheets = {
        names[0]: [head[0], *([codes[item], quantity] for item, quantity in lines)],
        names[1]: [head[1], *([codes[item], prices[item]] for item in order)],
    }
    file = {"fr": "commandes.ods", "en": "orders.ods"}[language]
    return {"total": total, "files": {file: files.ods(sheets)}}


def solve_orders(found, values, language):
    """A dictionary of prices, then one pass."""
    data = next(iter(found.values()))
    names = {"fr": ("commandes", "catalogue"), "en": ("orders", "catalogue")}[language]
    prices = {row[0]: float(row[1]) for row in files.read_ods(data, names[1])[1:]}
    return round(sum(prices[row[0]] * float(row[1]) for row in files.read_ods(data, names[0])[1:]))
