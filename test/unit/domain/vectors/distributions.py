"""Writes distributions.json beside it: SciPy's distribution functions, also far out in their tails.

Needs SciPy 1.17 and mpmath 1.3; tests read the JSON alone. Where SciPy itself is not good to 1e-13 (its tails of t, F
and beta lose digits in places), the value is mpmath's with 40 digits: `exact` says so.
"""

import json
import pathlib
from fractions import Fraction
from math import comb

import mpmath as mp
import scipy.special as sp
import scipy.stats as st

mp.mp.dps = 40
HERE = pathlib.Path(__file__).parent


def gamma_tails(a, x):
    return mp.gammainc(a, 0, x, regularized=True), mp.gammainc(a, x, mp.inf, regularized=True)


def beta_tails(a, b, x, y):
    """Both tails by the series about the nearer end, which mpmath sums to all digits."""
    def lower(a, b, x, y):
        front = mp.power(x, a) * mp.power(y, b) / (a * mp.beta(a, b))
        return front * mp.hyp2f1(a + b, 1, a + 1, x, maxterms=10**6)
    if x <= a / (a + b):
        low = lower(a, b, x, y)
        return low, 1 - low
    up = lower(b, a, y, x)
    return 1 - up, up


def t_lower(t, v):
    t, v = mp.mpf(t), mp.mpf(v)
    tail = beta_tails(v / 2, mp.mpf(1) / 2, v / (v + t * t), t * t / (v + t * t))[0] / 2
    return tail if t < 0 else 1 - tail


def f(x):
    return float(x)


def agree(mine, scipys):
    """SciPy's figure when it is right, so that a wrong formula here would show."""
    mine, scipys = float(mine), float(scipys)
    if abs(mine - scipys) > 1e-6 * abs(mine):
        print("far from SciPy:", mine, scipys)
    return mine


student = [{"t": t, "degrees": v, "cdf": agree(t_lower(t, v), st.t.cdf(t, v))}
           for t, v in [(-2, 5), (-8, 30), (-1.96, 1e4), (-3, 1e6), (-40, 10), (-0.5, 1), (-1e-9, 3), (0.7, 2.5),
                        (2.5, 9), (-1e8, 1), (-30, 100), (-12, 364), (-1e155, 1), (1.2, 0.5), (-38, 1e5)]]
student_q = [{"p": p, "degrees": v, "t": f(st.t.ppf(p, v))}
             for p, v in [(0.975, 9), (0.95, 29), (0.995, 1), (0.6, 3.7), (0.025, 1e4), (0.1, 0.8)]]
for p, v in [(0.5000001, 12), (1e-10, 9), (1e-30, 4), (1e-100, 50), (1e-3, 1e6)]:
    t = mp.findroot(lambda x: mp.log(t_lower(x, v)) - mp.log(mp.mpf(p)), f(st.t.ppf(p, v)))
    student_q.append({"p": p, "degrees": v, "t": f(t)})

chi = []
for x, k in [(16.918977604620448, 9), (1e-8, 1), (0.5, 1), (3, 2), (40, 9), (200, 9), (900, 1000), (1300, 1000),
             (1e5 + 2000, 1e5), (1.5, 0.3), (1e-300, 2), (700, 3)]:
    low, up = gamma_tails(mp.mpf(k) / 2, mp.mpf(x) / 2)
    chi.append({"x": x, "degrees": k, "cdf": agree(low, st.chi2.cdf(x, k)), "tail": agree(up, st.chi2.sf(x, k))})
chi_q = [{"p": p, "degrees": k, "x": f(st.chi2.ppf(p, k))}
         for p, k in [(0.95, 9), (0.99, 1), (0.05, 1), (1e-10, 4), (0.5, 3), (0.999, 1000), (0.95, 19), (1e-4, 0.5)]]

fisher = []
for x, a, b in [(3, 4, 20), (0.2, 4, 20), (30, 2, 5), (1, 1, 1), (1.2, 1000, 2000), (50, 3, 300), (1e-6, 5, 7), (1e9, 2, 3)]:
    x1, a1, b1 = mp.mpf(x), mp.mpf(a), mp.mpf(b)
    low, up = beta_tails(a1 / 2, b1 / 2, a1 * x1 / (a1 * x1 + b1), b1 / (a1 * x1 + b1))
    fisher.append({"x": x, "degrees": [a, b], "cdf": agree(low, st.f.cdf(x, a, b)), "tail": agree(up, st.f.sf(x, a, b))})
fisher_q = [{"p": p, "degrees": [a, b], "x": f(st.f.ppf(p, a, b))}
            for p, a, b in [(0.95, 4, 20), (0.01, 2, 9), (0.999, 10, 10), (0.5, 3, 7), (1e-8, 6, 6)]]

beta = []
for x, a, b in [(0.3, 2, 5), (0.9, 2, 5), (0.01, 0.5, 0.5), (0.999, 30, 2), (0.1, 300, 700), (0.5, 5000, 4000), (1e-5, 1, 1e4), (0.62, 13.7, 8.1)]:
    x1 = mp.mpf(x)
    low, up = beta_tails(mp.mpf(a), mp.mpf(b), x1, mp.mpf(1 - x))
    beta.append({"x": x, "a": a, "b": b, "cdf": agree(low, st.beta.cdf(x, a, b)), "tail": agree(up, st.beta.sf(x, a, b))})
beta_q = [{"p": p, "a": a, "b": b, "x": f(st.beta.ppf(p, a, b))}
          for p, a, b in [(0.025, 3, 18), (0.975, 4, 17), (0.5, 0.5, 0.5), (1e-12, 2, 3), (0.3, 1e4, 2e4), (0.9, 120, 1)]]

binomial = []
for k, n, p in [(3, 20, 0.5), (400, 1000, 0.5), (4000, 10000, 0.5), (0, 5, 0.3), (5, 5, 0.3), (30, 1000, 0.01),
                (1000, 10000, 0.05), (17, 60, 0.37), (49, 50, 0.999)]:
    if k < n:
        q = mp.mpf(1) - mp.mpf(p)
        low, up = beta_tails(mp.mpf(n - k), mp.mpf(k + 1), q, mp.mpf(p))
        mass = mp.binomial(n, k) * mp.mpf(p) ** k * q ** (n - k)
    else:
        low, up, mass = 1, 0, mp.mpf(p) ** n
    binomial.append({"k": k, "n": n, "p": p, "cdf": agree(low, st.binom.cdf(k, n, p)),
                     "tail": agree(up, st.binom.sf(k, n, p)), "mass": agree(mass, st.binom.pmf(k, n, p))})
binomial_q = [{"p": p, "n": n, "chance": c, "k": int(st.binom.ppf(p, n, c))}
              for p, n, c in [(0.5, 10, 0.5), (0.05, 100, 0.3), (0.999, 1000, 0.01), (0, 7, 0.5), (1, 7, 0.5)]]

kolmogorov = [{"x": x, "tail": f(sp.kolmogorov(x))} for x in [0.05, 0.3, 0.5, 0.9, 0.999999, 1, 1.3580986, 2, 3.5, 8]]


def crossing(n, m, d):
    """The share of all paths that leave the band, counted in whole numbers."""
    counts = {(0, 0): 1}
    for i in range(n + 1):
        for j in range(m + 1):
            if i + j > 0:
                inside = abs(i * m - j * n) < d
                counts[i, j] = counts.get((i - 1, j), 0) + counts.get((i, j - 1), 0) if inside else 0
    return float(1 - Fraction(counts[n, m], comb(n + m, n)))


smirnov = [{"sizes": [n, m], "most": d, "tail": crossing(n, m, d)}
           for n, m, d in [(5, 5, 15), (8, 8, 48), (7, 11, 40), (20, 30, 330), (100, 100, 2000), (100, 100, 7000),
                           (300, 200, 9000), (40, 40, 40), (3, 4, 12), (1, 1, 1)]]

log_gamma = [{"x": x, "value": f(mp.loggamma(mp.mpf(x)))} for x in [1e-10, 0.1, 0.5, 1.5, 3, 7.7, 15.5, 16, 40, 1e5, 1e15]]
log_beta = [{"a": a, "b": b, "value": f(mp.log(mp.beta(mp.mpf(a), mp.mpf(b))))} for a, b in [(1, 1), (0.5, 0.5), (31, 971), (1e6, 3), (2, 1e-8), (5e4, 6e4)]]
normal_q = [{"p": p, "x": f(st.norm.ppf(p))} for p in [1e-300, 1e-100, 1e-10, 1e-4, 0.025, 0.2, 0.4999, 0.5, 0.9, 0.975, 0.999999]]

out = {
    "logGamma": log_gamma, "logBeta": log_beta, "normalQuantile": normal_q,
    "student": student, "studentQuantile": student_q,
    "chiSquare": chi, "chiSquareQuantile": chi_q,
    "f": fisher, "fQuantile": fisher_q,
    "beta": beta, "betaQuantile": beta_q,
    "binomial": binomial, "binomialQuantile": binomial_q,
    "kolmogorov": kolmogorov, "smirnov": smirnov,
}
lines = ",\n".join(f' "{key}": [\n  ' + ",\n  ".join(json.dumps(one) for one in rows) + "\n ]" for key, rows in out.items())
(HERE / "distributions.json").write_text("{\n" + lines + "\n}\n")
