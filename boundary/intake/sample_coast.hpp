// boundary/intake: where lines meet the coast.
#pragma once
#include <vector>

#include "boundary/intake/sample_cells.hpp"
#include "boundary/intake/sample_land.hpp"

namespace diming::boundary {

/// In: lines that cover the plane around their owners. Out: the parts of them that lie on land, and the coast itself,
/// cut at the same crossing points (computed once, rounded once), with its owner on the left and kNobody on the right.
/// An island inside one cell comes as one closed line.
std::vector<SampleEdge> cut_at_coast(std::vector<SampleEdge> edges, const SampleLand& land);

}  // namespace diming::boundary
