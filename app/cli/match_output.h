// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/matcher.h"
#include "storage/reads/match_files.h"

#include <string>
#include <string_view>

namespace oxseal::cli {

/// First lines of what is written here.
inline constexpr std::string_view kMatchGroupsHeader = "group,type,left_ids,right_ids,state,confidence,rule,explanation\r\n";
inline constexpr std::string_view kMatchEvidenceHeader
    = "group,basis,start,amount,date,reference,description,weight,probability,rival_probability,alternatives,difference\r\n";

/// The decisions of `oxseal match`, one row a group: group,type,left_ids,right_ids,state,confidence,rule,explanation. The file
/// stands under another name until it is whole. Error: kCannotWrite.
[[nodiscard]] Status writeMatchGroups(const std::string& path, const MatchSide& left, const MatchSide& right,
    const recon::MatchResult& result, const recon::PassSet& rules, unsigned threads);

/// The integers behind learnt decisions: weights in 1/65,536 bit that add up to `weight`, probabilities in 2^-32.
[[nodiscard]] Status writeMatchEvidence(const std::string& path, const recon::MatchResult& result, unsigned threads);

} // namespace oxseal::cli
