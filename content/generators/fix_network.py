"""Values and files of the topic fix-network: four configurations, throughput, a record of pings."""

from chalicelib.content import files

NAMES = {"fr": ["accueil", "atelier", "bureau", "caisse"], "en": ["desk", "workshop", "office", "till"]}
HEAD = {"fr": "| poste | adresse | masque | passerelle |", "en": "| computer | address | mask | gateway |"}
REASON = {
    "fr": ["son adresse n'est pas dans le réseau", "sa passerelle n'est pas celle du réseau"],
    "en": ["its address is not in the network", "its gateway is not that of the network"],
}


def subnet(rng, language):
    """Three good configurations, one with a foreign address or a wrong gateway."""
    third = rng.integer(1, 200)
    network = f"192.168.{third}"
    culprit, fault = rng.integer(0, 3), rng.integer(0, 1)
    hosts = rng.sample(range(10, 200), 4)
    lines = [HEAD[language], "| --- | --- | --- | --- |"]
    for n in range(4):
        address, gateway = f"{network}.{hosts[n]}", f"{network}.1"
        if n == culprit and fault == 0:
            address = f"192.168.{third + rng.integer(1, 9)}.{hosts[n]}"
        if n == culprit and fault == 1:
            gateway = f"{network}.{rng.integer(210, 250)}"
        lines.append(f"| {NAMES[language][n]} | {address} | 255.255.255.0 | {gateway} |")
    return {
        "network": network,
        "table": "\n".join(lines),
        "culprit": NAMES[language][culprit],
        "reason": REASON[language][fault],
    }


def throughput(rng, language):
    """Whole numbers of seconds."""
    mbps, seconds = rng.choice([4, 8, 16, 20, 40, 50, 80, 100, 200]), rng.integer(3, 60) * 2
    size = mbps * seconds // 8 if mbps * seconds % 8 == 0 else None
    if size is None or size % mbps:
        return throughput(rng, language)
    return {"mbps": mbps, "size": size, "seconds": seconds, "naive": size // mbps}


def pings(rng, language):
    """200 tries, some lost."""
    lost = rng.integer(3, 60)
    places = set(rng.sample(range(200), lost))
    lines = [f"seq={n} timeout" if n in places else f"seq={n} time={rng.integer(8, 90)} ms" for n in range(200)]
    if lost % 2:  # 200 tries: an odd number would end in a half
        return pings(rng, language)
    return {"lost": lost // 2, "files": {"ping.txt": files.txt("\n".join(lines))}}


def solve_pings(found, values, language):
    """Counts the lines."""
    lines = found["ping.txt"].decode().splitlines()
    return round(100 * sum("timeout" in line for line in lines) / len(lines))
