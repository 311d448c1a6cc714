// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_policy.h"
#include "storage/texts/texts.h"

#include <string>
#include <vector>

namespace oxseal::texts {

/// One thing that a matching policy says, in words. Made from the data alone: whoever changes the policy changes the sentence.
struct PolicySentence
{
    std::string place; ///< what it is about, the same in every version: "pass.reference", "amount_limit.USD"
    std::string section; ///< "passes", "alone", "person", "watch"
    std::string text;

    friend bool operator==(const PolicySentence&, const PolicySentence&) = default;
};
/// Every passage of the policy, in the order in which it is applied; the passes are numbered by their order, not in their texts.
[[nodiscard]] std::vector<PolicySentence> policySentences(const recon::MatchPolicy& policy);

/// What is said otherwise in another version. One of the two is empty where only the other says anything about it.
struct PolicySentenceChange
{
    std::string place;
    std::string before;
    std::string after;

    friend bool operator==(const PolicySentenceChange&, const PolicySentenceChange&) = default;
};
[[nodiscard]] std::vector<PolicySentenceChange> policySentenceChanges(const recon::MatchPolicy& before, const recon::MatchPolicy& after);

/// The title of a section.
[[nodiscard]] std::string policySection(const std::string& section);
/// The whole policy as text: titles, numbered passes, sentences.
[[nodiscard]] std::string policyText(const recon::MatchPolicy& policy);
/// The changes as text, a line each; "" when nothing is said otherwise.
[[nodiscard]] std::string policyChangesText(const std::vector<PolicySentenceChange>& changes);

/// Words of the sentences.
std::span<const Entry> policyTexts();

} // namespace oxseal::texts
