"""The figures of the certification engine, a module for each kind; run bench/certification_figures.py."""
