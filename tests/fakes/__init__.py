"""In-memory stand-ins of ports, held to the same contract suites as the real stores."""
