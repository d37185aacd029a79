"""Writes two-samples.json beside it: what SciPy and statsmodels say of two small samples.

Needs SciPy 1.17 and statsmodels 0.15; tests read the JSON alone.
"""

import json
import pathlib
from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
import scipy.stats as st
from scipy.spatial.distance import jensenshannon
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(20150202)


def numbers(x):
    return np.round(np.asarray(x, float), 6).tolist()


def tied_mid(x, y):
    """The share of all relabellings with more than this distance, and half of those with as much."""
    pooled = np.concatenate([x, y])
    def distance(chosen):
        a, b = pooled[list(chosen)], np.delete(pooled, list(chosen))
        points = np.unique(pooled)
        return max(abs(np.mean(a <= p) * len(a) * len(b) - np.mean(b <= p) * len(a) * len(b)) for p in points)
    seen = distance(range(len(x)))
    every = np.array([distance(c) for c in combinations(range(len(pooled)), len(x))])
    return float(np.mean(every > seen + 1e-9) + np.mean(abs(every - seen) <= 1e-9) / 2)


def mid(x, y, ks):
    """Between SciPy's exact p of this distance and of the next that can be; both counted in whole numbers."""
    n, m = len(x), len(y)
    d = round(ks.statistic * n * m)
    def crossing(d):
        counts = {(0, 0): 1}
        for i in range(n + 1):
            for j in range(m + 1):
                if i + j > 0:
                    inside = abs(i * m - j * n) < d
                    counts[i, j] = counts.get((i - 1, j), 0) + counts.get((i, j - 1), 0) if inside else 0
        return float(1 - Fraction(counts[n, m], comb(n + m, n)))
    assert abs(crossing(d) / ks.pvalue - 1) < 1e-9
    return (crossing(d) + crossing(d + 1)) / 2


samples = []
for name, x, y in [
    ("normal, of one size", rng.normal(size=25), rng.normal(0.6, 1, 25)),
    ("of two sizes", rng.normal(size=13), rng.gamma(2, 1, 40)),
    ("far apart", rng.normal(size=60), rng.normal(6, 1, 50)),
    ("one against many", [0.5], rng.normal(size=30)),
]:
    x, y = numbers(x), numbers(y)
    ks = st.ks_2samp(x, y, method="exact")
    samples.append({"name": name, "first": x, "second": y, "ks": {"distance": ks.statistic, "p": mid(x, y, ks)},
                    "wasserstein": st.wasserstein_distance(x, y) / np.std(x) if len(x) > 1 else None})
for name, x, y in [("few values", [1, 1, 2, 2, 3, 3, 3], [2, 3, 3, 4, 4, 4, 4, 5]), ("two values", [0, 0, 0, 1, 1], [0, 1, 1, 1, 1, 1])]:
    ks = st.ks_2samp(x, y)
    samples.append({"name": name, "first": x, "second": y, "ks": {"distance": ks.statistic, "p": tied_mid(np.array(x), np.array(y))},
                    "wasserstein": st.wasserstein_distance(x, y) / np.std(x)})

tables = []
for name, a, b in [("four categories", [30, 20, 40, 10], [25, 35, 30, 20]), ("unequal sizes", [300, 120, 80], [40, 9, 31]),
                   ("the same", [10, 20], [30, 60])]:
    chi = st.chi2_contingency([a, b], correction=False)
    p, q = np.array(a) / sum(a), np.array(b) / sum(b)
    tables.append({"name": name, "first": a, "second": b,
                   "chiSquare": {"statistic": chi.statistic, "degrees": int(chi.dof), "p": chi.pvalue},
                   "jensenShannon": float(jensenshannon(p, q)), "psi": float(np.sum((p - q) * np.log(p / q)))})

proportions = []
for a, n, b, m in [(30, 100, 45, 110), (1, 50, 0, 60), (500, 1000, 480, 1000), (3, 10, 3, 10)]:
    z, p = proportions_ztest([a, b], [n, m])
    proportions.append({"first": [a, n], "second": [b, m], "z": float(z), "p": float(p)})

p_values = [[0.01, 0.02, 0.03, 0.04], [0.04, 0.001, 0.03, 0.9, 0.01, 0.2], [0.5], [1, 1, 0.02], [1e-9, 0.04, 0.04, 0.04, 0.8]]
multiplicity = [{"p": p, "holm": multipletests(p, method="holm")[1].tolist(), "benjaminiHochberg": multipletests(p, method="fdr_bh")[1].tolist()}
                for p in p_values]

out = {"samples": samples, "tables": tables, "proportions": proportions, "multiplicity": multiplicity}
lines = ",\n".join(f' "{key}": [\n  ' + ",\n  ".join(json.dumps(one) for one in rows) + "\n ]" for key, rows in out.items())
(HERE / "two-samples.json").write_text("{\n" + lines + "\n}\n")
