//! The exact law of a caller's wait, given how many are ahead.
//!
//! With all agents busy and `n` callers ahead, the wait is a sum of `n + 1` independent exponential
//! stages with the rates `first`, `first + θ`, …, `first + nθ`: each stage ends when an agent becomes
//! free or one of those ahead gives up. Then `exp(−θW)` has the distribution Beta(first/θ, n + 1), so
//! that distribution function, quantiles and mean cost a handful of operations, without simulation.
//!
//! Two laws are of interest, and records of a centre show the second:
//! * **potential**: what a caller of infinite patience would wait, `first = cμ`;
//! * **served**: what those wait who do get an agent, `first = cμ + θ`, because the impatient are gone.
//!
//! When θ → 0 the Beta law becomes Gamma(n + 1, cμ). No switch between two formulas is needed: every
//! quantity below is written so that its limit is reached smoothly, and θ is kept above a floor at
//! which the two laws agree to the last digit of a double.
//!
//! Own special functions, because the usual incomplete Beta loses its digits to cancellation when
//! `first/θ` is large (patient callers), which is the common case here. Sources: Loader (2000) for the
//! prefactor, Didonato and Morris (1992) for the continued fraction.

use core::f64::consts::TAU;

/// Callers ahead that the law is evaluated for at most: a longer queue is treated as this long.
pub const MAX_AHEAD: u32 = 1_000_000;

/// θ relative to `first / (n + 1)` below which the law is Gamma to within rounding.
const SMALLEST_RELATIVE_THETA: f64 = 1e-15;

/// Steps after which an iteration stops improving; far above what any input in range needs.
const MAX_FRACTION_STEPS: u32 = 20_000;
const MAX_ROOT_STEPS: u32 = 100;

/// Agents, speed and patience: what the law needs to know of a queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// Agents at work on this queue, `c`. Shared agents count by their share.
    pub agents: f64,
    /// Mean handling time of a call in seconds, `1/μ`.
    pub aht_s: f64,
    /// Mean patience of a caller in seconds, `1/θ`. Infinity where nobody gives up.
    pub patience_s: f64,
}

/// The distribution of the wait of one caller with `n` ahead and every agent busy. Times in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Law {
    departures: f64,
    theta: f64,
    ahead: u32,
}

impl Law {
    /// Builds the law, or `None` where no agent works or a value is not a positive number.
    ///
    /// ```
    /// use shared::queue::law::{Law, Rates};
    ///
    /// let rates = Rates { agents: 8.0, aht_s: 190.0, patience_s: 373.0 };
    /// let law = Law::given(rates, 5).ok_or("nobody works")?;
    /// let served = law.served();
    /// assert_eq!(served.quantile(0.5).round(), 111.0);
    /// assert!(served.cdf(111.0) > 0.49 && law.probability_served() < 0.73);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn given(rates: Rates, ahead: u32) -> Option<Self> {
        let Rates {
            agents,
            aht_s,
            patience_s,
        } = rates;
        let usable = agents > 0.0 && aht_s > 0.0 && patience_s > 0.0;
        let departures = agents / aht_s;
        let theta = 1.0 / patience_s;
        // The bounds keep every intermediate value far from overflow; real queues are well inside.
        let in_range = (1e-12..=1e12).contains(&departures) && theta <= 1e12;
        (usable && in_range).then(|| Self {
            departures,
            theta,
            ahead: ahead.min(MAX_AHEAD),
        })
    }

    /// The wait of those who stay until they are served. This is what a centre's records show.
    #[must_use]
    pub fn served(&self) -> Stages {
        Stages::new(self.departures + self.theta, self.theta, self.ahead)
    }

    /// The wait that a caller of infinite patience would have.
    #[must_use]
    pub fn potential(&self) -> Stages {
        Stages::new(self.departures, self.theta, self.ahead)
    }

    /// Probability that the caller is served at all, `cμ / (cμ + (n+1)θ)`.
    #[must_use]
    pub fn probability_served(&self) -> f64 {
        self.departures / (self.departures + (f64::from(self.ahead) + 1.0) * self.theta)
    }

    /// Probability that the caller is answered within `t` seconds, counting those who give up as not answered.
    #[must_use]
    pub fn probability_answered_within(&self, t: f64) -> f64 {
        self.probability_served() * self.served().cdf(t)
    }
}

/// A sum of independent exponential stages with rates `first + jθ`, `j = 0..=n`.
#[derive(Clone, Copy, Debug)]
pub struct Stages {
    first: f64,
    theta: f64,
    stages: f64,
    /// First parameter of the Beta law, `first / θ`.
    alpha: f64,
    /// `ln √(ab / 2π(a+b))` and the Stirling remainders of the Beta function.
    ln_scale: f64,
    mean: f64,
    variance: f64,
}

impl Stages {
    fn new(first: f64, theta: f64, ahead: u32) -> Self {
        let stages = f64::from(ahead) + 1.0;
        let theta = theta.max(first * SMALLEST_RELATIVE_THETA / stages);
        let alpha = first / theta;
        let sum = alpha + stages;
        let ln_scale = 0.5 * (alpha / sum * stages / TAU).ln() + stirling_remainder(sum)
            - stirling_remainder(alpha)
            - stirling_remainder(stages);
        let (mean, variance) = moments(first, theta, stages);
        Self {
            first,
            theta,
            stages,
            alpha,
            ln_scale,
            mean,
            variance,
        }
    }

    /// Mean in seconds, `Σ 1/(first + jθ)`.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Variance in seconds squared, `Σ 1/(first + jθ)²`.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.variance
    }

    /// Probability that the wait is at most `t` seconds.
    #[must_use]
    pub fn cdf(&self, t: f64) -> f64 {
        self.tails(t).below
    }

    /// The wait in seconds that is not exceeded with probability `p`.
    ///
    /// Zero for `p <= 0` and infinity for `p >= 1`. Halley's method inside a bracket that shrinks with every
    /// step, from the Wilson–Hilferty quantile of the Gamma law with the same two moments.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        if p.is_nan() || p <= 0.0 {
            return 0.0;
        }
        if p >= 1.0 {
            return f64::INFINITY;
        }
        if self.stages < 1.5 {
            return -(-p).ln_1p() / self.first;
        }
        let (mean, variance) = (self.mean, self.variance);
        // The method cubes the error, measured in standard deviations: after a step this small nothing is left to gain.
        let small_step = 3e-5 * variance.sqrt();
        let (mut low, mut high) = (0.0, f64::INFINITY);
        let mut t = starting_point(mean, variance, p);
        for _ in 0..MAX_ROOT_STEPS {
            let tails = self.tails(t);
            // The smaller tail has all its digits.
            let excess = if p < 0.5 {
                tails.below - p
            } else {
                (1.0 - p) - tails.above
            };
            if excess > 0.0 {
                high = t;
            } else {
                low = t;
            }
            let newton = excess / tails.density;
            let candidate = t - newton / (1.0 - 0.5 * newton * tails.slope).clamp(0.5, 2.0);
            // Far below the law the density is tiny and a step overshoots by orders of magnitude.
            let inside = candidate >= low && candidate <= high.min(4.0 * t);
            let next = if inside {
                candidate
            } else if high.is_finite() {
                0.5 * (low + high)
            } else {
                4.0 * t
            };
            let step = (next - t).abs();
            t = next;
            if step <= 1e-14 * t || inside && step <= small_step && step <= 1e-3 * t {
                break;
            }
        }
        t
    }

    /// Both tails and the density at `t`, from one continued fraction for the smaller tail.
    fn tails(&self, t: f64) -> Tails {
        if t.is_nan() || t <= 0.0 {
            return Tails {
                below: 0.0,
                above: 1.0,
                density: if self.stages < 1.5 { self.first } else { 0.0 },
                slope: 0.0,
            };
        }
        let (a, b) = (self.alpha, self.stages);
        let x = (-self.theta * t).exp();
        let y = -(-self.theta * t).exp_m1();
        // Distance from the centre of the law, positive above it, in the form that does not cancel.
        let lambda = if y < 0.5 {
            (a + b) * y - b
        } else {
            a - (a + b) * x
        };
        let early = if lambda < 0.5 * a {
            excess_of_ln(-lambda / a)
        } else {
            self.theta * t - lambda / a - (b / a).ln_1p()
        };
        let prefactor = (self.ln_scale - a * early - b * excess_of_ln(lambda / b)).exp();
        let density = prefactor * self.theta / y;
        let slope = self.theta * ((b - 1.0) * x / y - a);
        if lambda > 0.0 {
            let above = (prefactor / fraction(a, b, x, lambda)).clamp(0.0, 1.0);
            Tails {
                below: 1.0 - above,
                above,
                density,
                slope,
            }
        } else {
            let below = (prefactor / fraction(b, a, y, -lambda)).clamp(0.0, 1.0);
            Tails {
                below,
                above: 1.0 - below,
                density,
                slope,
            }
        }
    }
}

struct Tails {
    below: f64,
    above: f64,
    density: f64,
    /// Derivative of the density's logarithm.
    slope: f64,
}

/// `Σ 1/r` and `Σ 1/r²` over the stages: term by term while the rates differ much, then by the
/// asymptotic difference of the digamma and trigamma functions.
fn moments(first: f64, theta: f64, stages: f64) -> (f64, f64) {
    const DIRECT: f64 = 24.0;
    let (mut mean, mut variance) = (0.0, 0.0);
    let mut j = 0.0;
    while j < stages && j < DIRECT {
        let inverse = 1.0 / (first + j * theta);
        mean += inverse;
        variance += inverse * inverse;
        j += 1.0;
    }
    if j < stages {
        let from = first / theta + j;
        let to = first / theta + stages;
        let width = stages - j;
        let difference = width / (from * to);
        let power = |k: i32| from.powi(-k) - to.powi(-k);
        let digamma = (width / from).ln_1p() + 0.5 * difference + power(2) / 12.0
            - power(4) / 120.0
            + power(6) / 252.0
            - power(8) / 240.0;
        let trigamma = difference + 0.5 * difference * (1.0 / from + 1.0 / to) + power(3) / 6.0
            - power(5) / 30.0
            + power(7) / 42.0;
        mean += digamma / theta;
        variance += trigamma / (theta * theta);
    }
    (mean, variance)
}

/// Quantile of the Gamma law with this mean and variance, by Wilson and Hilferty; never zero.
fn starting_point(mean: f64, variance: f64, p: f64) -> f64 {
    let ninth = variance / (9.0 * mean * mean);
    let cube_root = 1.0 - ninth + normal_quantile(p) * ninth.sqrt();
    mean * cube_root.max(0.05).powi(3)
}

/// Standard normal quantile to about three digits (Abramowitz and Stegun 26.2.22): a starting point only.
fn normal_quantile(p: f64) -> f64 {
    let tail = p.min(1.0 - p);
    let t = (-2.0 * tail.ln()).sqrt();
    let z = t - (2.307_53 + 0.270_61 * t) / (1.0 + t * (0.992_29 + 0.044_81 * t));
    if p < 0.5 { -z } else { z }
}

/// The continued fraction `f` of `I_x(a, b) = x^a (1−x)^b / (B(a, b) f)` for `lambda = a − (a+b)x ≥ 0`.
///
/// Didonato and Morris's form, which stays exact when `a` or `b` grows without bound, evaluated by the
/// modified Lentz method. It ends by itself after `b` steps where `b` is whole.
fn fraction(a: f64, b: f64, x: f64, lambda: f64) -> f64 {
    let mut f = a * (lambda + 1.0) / (a + 1.0);
    let (mut c, mut d) = (f, 0.0);
    let mut next = 1.0 / (a + 1.0);
    for step in 1..=MAX_FRACTION_STEPS {
        let m = f64::from(step);
        let odd = next;
        next = 1.0 / (a + 2.0 * m + 1.0);
        let w = m * (b - m) * x * odd;
        let numerator = (a + m - 1.0) * ((a + b + m - 1.0) * odd) * w * x;
        let denominator = m + w + (a + m) * next * (lambda + 1.0 + m * (2.0 - x));
        d = 1.0 / (denominator + numerator * d);
        c = denominator + numerator / c;
        let factor = c * d;
        f *= factor;
        if (factor - 1.0).abs() <= 1e-15 {
            break;
        }
    }
    f
}

/// `v − ln(1 + v)`, the deviance of a rate that is off by the fraction `v`.
fn excess_of_ln(v: f64) -> f64 {
    if v <= -1.0 {
        f64::INFINITY
    } else {
        v - v.ln_1p()
    }
}

/// What Stirling's formula leaves out of `ln Γ(x)` for `x > 0`.
fn stirling_remainder(x: f64) -> f64 {
    const SERIES_FROM: f64 = 16.0;
    let mut shifted = x;
    let mut product = 1.0;
    while shifted < SERIES_FROM {
        product *= shifted;
        shifted += 1.0;
    }
    let inverse = 1.0 / shifted;
    let square = inverse * inverse;
    let series = inverse
        * (1.0 / 12.0
            - square
                * (1.0 / 360.0
                    - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square / 1188.0))));
    if shifted > x {
        series + (shifted - 0.5) * shifted.ln() - shifted - (x - 0.5) * x.ln() + x - product.ln()
    } else {
        series
    }
}
