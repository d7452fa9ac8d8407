//! Labels in the margin at the ends of lines: kept apart by the least movement, the least important dropped where there is no room.

/// The heights of labels that want to stand at `wanted`, moved apart to at least `distance` within `top..bottom`.
///
/// Pool-adjacent-violators: the sum of squared movements is the least possible. The result is in the order of the input;
/// `None` for those that had to go (later ones go first).
pub(super) fn spread(wanted: &[f32], distance: f32, top: f32, bottom: f32) -> Vec<Option<f32>> {
    let fits = ((bottom - top) / distance).max(0.0).floor() as usize + 1;
    let kept = wanted.len().min(fits);
    let mut order: Vec<usize> = (0..kept).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    // Each pool: how many, and the mean of their places with the distances taken out.
    let mut pools: Vec<(usize, f32)> = Vec::new();
    for (rank, place) in order.iter().enumerate() {
        pools.push((1, wanted[*place] - rank as f32 * distance));
        while let [.., (n, a), (m, b)] = pools[..]
            && a > b
        {
            pools.pop();
            pools.pop();
            pools.push((n + m, (a * n as f32 + b * m as f32) / (n + m) as f32));
        }
    }
    let highest = bottom - kept.saturating_sub(1) as f32 * distance;
    let means = pools.iter().flat_map(|(count, mean)| std::iter::repeat_n(mean.clamp(top, highest.max(top)), *count));
    let mut places = vec![None; wanted.len()];
    for (rank, (place, mean)) in order.iter().zip(means).enumerate() {
        places[*place] = Some(mean + rank as f32 * distance);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart_or_go() {
        assert_eq!(spread(&[10.0, 50.0], 5.0, 0.0, 100.0), [Some(10.0), Some(50.0)]);
        assert_eq!(spread(&[50.0, 50.0], 10.0, 0.0, 100.0), [Some(45.0), Some(55.0)]);
        assert_eq!(spread(&[100.0, 99.0], 10.0, 0.0, 100.0), [Some(100.0), Some(90.0)]);
        assert_eq!(spread(&[5.0, 5.0, 5.0], 10.0, 0.0, 10.0), [Some(0.0), Some(10.0), None]);
    }
}
