// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/model_reads.h"
#include "storage/workspace/workspace.h"

#include <string>
#include <vector>

namespace oxseal {

/// What people say about a model.
struct ModelPeople
{
    std::string owner; ///< login; "" = nobody yet
    std::string tier; ///< low, medium, high; "" = not stated
    std::string useCase;
    std::string fallback; ///< what is done when it is switched off
};

/// One question about a model and the program's answer, filled from what it has recorded.
struct CardLine
{
    std::string question; ///< what it is for, inputs, output, how trained, on which data, limits, human, degradation, disagreement
    std::string answer;
};

/// Everything in the program that scores, proposes or decides by itself (J1). The card is filled by the program; people add
/// owner, use and fallback, and approve versions.
struct ModelEntry
{
    std::string id; ///< matcher, match-passes, account-rules, exception-rules, severity-rules, access-outlier, source-profile
    std::string title;
    std::string kind; ///< learnt, rules, score
    std::string autonomy; ///< decides_under_limits, proposes, orders_work
    std::string version;
    Digest parameters; ///< SHA-256 of the canonical parameters
    std::string state; ///< approved, delivered, fixed (part of the program, changed by a release only)
    PersonId approver;
    Instant approvedAt;
    ModelPeople people;
    std::vector<CardLine> card;
    std::vector<CardLine> figures; ///< the newest scorecard's, named
    std::vector<std::string> missing; ///< sentences: what is not settled yet
    std::string stopped; ///< why it decides nothing by itself at present; "" when it does
};
[[nodiscard]] Result<std::vector<ModelEntry>> modelRegister(Workspace& workspace);
/// "0.9895" from millionths; in words where nothing is stated.
[[nodiscard]] std::string shareText(const Json& millionths);

} // namespace oxseal
