// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/core/result.h"
#include "storage/packet/byte_source.h"
#include "storage/signing/signature_report.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace oxseal {

/// A result in a packet that does not come out again.
struct Difference
{
    std::string path; ///< of the file in the packet
    std::string place; ///< in that file, e.g. "row 3, flags" or "groups.12"
    std::string expected; ///< what the packet says
    std::string found; ///< what its inputs give
};

/// What was worked out again from a packet's own inputs (X2).
struct PacketReperformance
{
    std::map<std::string, std::uint64_t> performed; ///< inputs, review_lines, conflicts, match_runs, match_groups, reconciliations, totals, …
    std::vector<Difference> differences; ///< at most kMostDifferences
    std::uint64_t more = 0; ///< differences beyond those
    /// What could not be worked out again and why; codes like Problem::what. No difference, but no proof either.
    std::vector<Problem> leftOut;

    [[nodiscard]] bool same() const { return differences.empty(); }
};
inline constexpr std::size_t kMostDifferences = 200;

/// Reads every kept input of a packet as the import did and works out from them what the packet says came of them: digests and
/// counts of imports, flags of access reviews, conflicts of duties, runs of the matcher and the lines they were given, proofs and
/// groups of reconciliations, balances of the account inventory, intercompany pairs, payment processors, the draws of blind samples
/// and how far their answers agree, proposals and sums of deficiencies. Reads only the packet; says nothing about signatures, which
/// is verifyPacket's part. Error: kNotZip, kCannotReadFile.
[[nodiscard]] Result<PacketReperformance> reperformPacket(const ByteSource& source, int threads);
[[nodiscard]] Result<PacketReperformance> reperformFile(const std::filesystem::path& file, int threads);

/// `{same, performed{…}, differences[{path,place,expected,found}], more_differences, left_out[{path,what,text}]}`
[[nodiscard]] Json toJson(const PacketReperformance& result);
/// The same for people.
[[nodiscard]] std::string describe(const PacketReperformance& result);

} // namespace oxseal
