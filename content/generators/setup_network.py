"""Values and files of the topic setup-network: times, leases, subnets, firewall rules, routes."""

import ipaddress

from chalicelib.content import files


def download(rng, language):
    """A whole number of seconds."""
    rate, seconds = rng.choice([16, 20, 40, 80, 100, 200, 400, 800]), rng.integer(12, 300)
    if rate * seconds % 8:
        return download(rng, language)
    return {"rate": rate, "seconds": seconds, "size": rate * seconds // 8, "bits": rate * seconds}


def _mac(rng):
    return ":".join(f"{rng.integer(0, 255):02X}" for _ in range(6))


def leases(rng, language):
    """12 leases; the printer has an expired one and an active one; the list writes MAC addresses with hyphens, in lower case."""
    states = {"fr": ("actif", "expiré"), "en": ("active", "expired")}[language]
    macs = [_mac(rng) for _ in range(11)]
    net = rng.integer(2, 90)
    hosts = rng.sample(range(20, 220), 12)
    rows = [(f"192.168.{net}.{host}", mac, states[0]) for host, mac in zip(hosts, [*macs, macs[0]], strict=True)]
    rows[11] = (rows[11][0], macs[0], states[1])
    lines = [f"{ip:<16} {mac.lower().replace(':', '-')}  {state}" for ip, mac, state in rng.shuffle(rows)]
    name = {"fr": "baux.txt", "en": "leases.txt"}[language]
    return {"mac": macs[0], "ip": rows[0][0], "old": rows[11][0], "files": {name: files.txt("\n".join(lines) + "\n")}}


def solve_leases(found, values, language):
    """Looks for the address in the other spelling."""
    active = {"fr": "actif", "en": "active"}[language]
    for line in next(iter(found.values())).decode().splitlines():
        ip, mac, state = line.split()
        if mac.upper().split("-") == values["mac"].split(":") and state == active:
            return ip
    return ""


MACHINES = ["atlas", "boreal", "cigale", "dahlia", "erable", "fauvette", "galet", "hibou", "iris", "jonque"]


def stranger(rng, language):
    """10 machines, one of them in the neighbouring block."""
    prefix = rng.choice([26, 27, 28])
    size = 2 ** (32 - prefix)
    block = rng.integer(0, 256 // size - 2)
    base, odd = f"192.168.{rng.integer(1, 200)}", rng.integer(0, 9)
    hosts = rng.sample(range(block * size + 1, block * size + size - 1), 10)
    hosts[odd] = (block + 1) * size + rng.integer(1, min(size - 2, 12))
    rows = [f"{name:<10} {base}.{host}" for name, host in zip(MACHINES, hosts, strict=True)]
    file = {"fr": "plan-adresses.txt", "en": "address-plan.txt"}[language]
    return {
        "network": f"{base}.{block * size}",
        "prefix": prefix,
        "name": MACHINES[odd],
        "files": {file: files.txt("\n".join(rng.shuffle(rows)) + "\n")},
    }


def solve_stranger(found, values, language):
    """Asks the network whether it holds the address."""
    net = ipaddress.ip_network(f"{values['network']}/{values['prefix']}")
    rows = (line.split() for line in next(iter(found.values())).decode().splitlines())
    return next(name for name, address in rows if ipaddress.ip_address(address) not in net)


def _first(rules, source, port):
    for number, net, low, high, _ in rules:
        if ipaddress.ip_address(source) in ipaddress.ip_network(net) and low <= port <= high:
            return number
    return 0


def firewall(rng, language):
    """Eight rules and a last one for the rest; the deciding rule is in the middle."""
    words = {"fr": ("autoriser", "refuser", "de", "ports"), "en": ("allow", "deny", "from", "ports")}[language]
    nets = ["10.0.0.0/8", "10.5.0.0/16", "10.5.7.0/24", "10.9.0.0/16", "192.168.0.0/16", "0.0.0.0/0"]
    rules = []
    for number in range(1, 9):
        low = rng.choice([22, 80, 443, 1000, 5000, 8000])
        rules.append((number, rng.choice(nets[:5]), low, low + rng.choice([0, 0, 20, 900]), rng.chance(50)))
    rules.append((9, nets[5], 1, 65535, False))
    source = f"10.5.{rng.choice([7, 8])}.{rng.integer(2, 250)}"
    port = rng.choice([22, 80, 443, 1010, 5000, 5015, 8000, 8080])
    rule = _first(rules, source, port)
    if not 3 <= rule <= 8:
        return firewall(rng, language)
    lines = [
        f"{n}. {words[0] if ok else words[1]} {words[2]} {net} {words[3]} {low}-{high}"
        for n, net, low, high, ok in rules
    ]
    name = {"fr": "regles.txt", "en": "rules.txt"}[language]
    return {"source": source, "port": port, "rule": rule, "files": {name: files.txt("\n".join(lines) + "\n")}}


def solve_firewall(found, values, language):
    """Compares bits, rule after rule."""
    source, port = int(ipaddress.ip_address(values["source"])), int(values["port"])
    for line in next(iter(found.values())).decode().splitlines():
        number, _, _, net, _, ports = line.split()
        address, prefix = net.split("/")
        shift = 32 - int(prefix)
        low, high = map(int, ports.split("-"))
        if source >> shift == int(ipaddress.ip_address(address)) >> shift and low <= port <= high:
            return int(number.rstrip("."))
    return 0


def route(rng, language):
    """Eight routes; two or three hold the target."""
    a, b = rng.integer(16, 30), rng.integer(0, 250)
    target = f"172.{a}.{b}.{rng.integer(130, 250)}"
    nets = [
        "0.0.0.0/0",
        "172.16.0.0/12",
        f"172.{a}.0.0/16",
        f"172.{a}.{b}.0/25",
        f"172.{a}.{b}.128/25",
        f"172.{a}.{b}.0/24",
        f"172.{a}.{(b + 1) % 256}.0/24",
        f"172.{a + 1}.0.0/16",
    ]
    drop = rng.integer(3, 5)
    nets = [net for n, net in enumerate(nets) if n not in {drop, rng.choice([1, 3, 4, 5])}]
    doors = rng.sample([f"192.0.2.{n}" for n in range(1, 60)], len(nets))
    held = [
        (ipaddress.ip_network(net).prefixlen, door)
        for net, door in zip(nets, doors, strict=True)
        if ipaddress.ip_address(target) in ipaddress.ip_network(net)
    ]
    lines = [f"{net:<20} via {door}" for net, door in zip(nets, doors, strict=True)]
    name = {"fr": "routes.txt", "en": "routes.txt"}[language]
    return {"target": target, "gateway": max(held)[1], "files": {name: files.txt("\n".join(rng.shuffle(lines)) + "\n")}}


def solve_route(found, values, language):
    """Shortens the prefix until a route has it."""
    lines = (line.split(" via ") for line in next(iter(found.values())).decode().splitlines())
    routes = {ipaddress.ip_network(net.strip()): door for net, door in lines}
    for prefix in range(32, -1, -1):
        net = ipaddress.ip_network(f"{values['target']}/{prefix}", strict=False)
        if net in routes:
            return routes[net]
    return ""
