//! From what a parcel weighs to what is billed.

use ikm_core::measure::Grams;
use ikm_core::shipping::{NoQuote, Parcel, Service, SizeLimit, ToleranceEdge, Weighing};

/// How many steps a weight in grams is billed as: the whole ones, and one more for a rest that the
/// tolerance does not give away.
pub(crate) fn steps(service: &Service, weight_g: u64) -> u64 {
    let step = u64::from(service.step_g.get());
    let (whole, rest) = (weight_g / step, weight_g % step);
    let tolerance = u64::from(service.tolerance.get());
    let given_away = match service.tolerance_edge {
        ToleranceEdge::Inclusive => rest <= tolerance,
        // No rest is no rest, even where the tolerance is zero.
        ToleranceEdge::Exclusive => rest < tolerance || rest == 0,
    };
    whole + u64::from(!given_away)
}

/// The billed weight of `steps` steps, in grams: never below the service's minimum.
pub(crate) fn billed(service: &Service, steps: u64) -> u64 {
    let weight = steps.saturating_mul(u64::from(service.step_g.get()));
    weight.max(u64::from(service.minimum.get()))
}

/// Weighs a parcel as its service does.
pub(crate) fn weigh(service: &Service, parcel: &Parcel) -> Result<Weighing, NoQuote> {
    if parcel.weight.get() == 0 {
        return Err(NoQuote::ZeroWeight);
    }
    let volume = parcel.dimensions.zip(service.volumetric_divisor);
    let volumetric_g =
        volume.map_or(0, |(sides, divisor)| sides.volume_mm3().div_ceil(u64::from(divisor.get())));
    let weight_g = volumetric_g.max(u64::from(parcel.weight.get()));
    let too_heavy = |max: Grams| NoQuote::OverWeight {
        service: service.code.clone(),
        weight_g,
        max_g: max.get(),
    };
    if let Some(max) = service.max.filter(|max| weight_g > u64::from(max.get())) {
        return Err(too_heavy(max));
    }
    let steps = steps(service, weight_g);
    let billed = u32::try_from(billed(service, steps))
        .map_err(|_beyond_any_band| too_heavy(Grams::new(u32::MAX)))?;
    Ok(Weighing {
        actual: parcel.weight,
        volume: volume.map(|(sides, divisor)| (sides, divisor.get())),
        weight_g,
        step_g: service.step_g.get(),
        tolerance: service.tolerance,
        tolerance_edge: service.tolerance_edge,
        steps,
        minimum: service.minimum,
        billed: Grams::new(billed),
    })
}

/// Refuses a parcel with a side or a girth that the service does not take.
pub(crate) fn check_size(service: &Service, parcel: &Parcel) -> Result<(), NoQuote> {
    let Some(sides) = parcel.dimensions else { return Ok(()) };
    let limits = [
        (SizeLimit::LongestSide, sides.longest_mm(), service.max_longest_mm),
        (SizeLimit::Girth, sides.girth_mm(), service.max_girth_mm),
    ];
    for (kind, measure_mm, max) in limits {
        if let Some(max_mm) = max.filter(|max| measure_mm > *max) {
            let service = service.code.clone();
            return Err(NoQuote::OverSize { service, kind, measure_mm, max_mm });
        }
    }
    Ok(())
}
