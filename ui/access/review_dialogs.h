// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/access_actions.h"
#include "storage/actions/handover_actions.h"
#include "storage/reads/review_sheet.h"

#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <vector>

class QMenu;
class QWidget;

namespace oxseal::ui {

/// What is asked before something is done to a review. Each gives nullopt when the person turns back.
struct OpenAnswer
{
    ReviewOpening opening;
    std::string reason;
};
[[nodiscard]] std::optional<OpenAnswer> askToOpen(
    QWidget* parent, const QString& period, const std::vector<ReviewableSystem>& systems, const std::vector<Person>& people, Day today);

struct AssignAnswer
{
    AssignWish wish;
    std::string reason;
};
/// `rows`: the lines chosen; empty: all of the stage without a reviewer.
[[nodiscard]] std::optional<AssignAnswer> askToAssign(QWidget* parent, const std::vector<StageStatus>& stages,
    const std::vector<std::int64_t>& rows, const std::vector<Person>& people);

/// The campaign owner's word on a line in disagreement; the comment is its reason.
[[nodiscard]] std::optional<LineDecision> askToResolve(QWidget* parent, const ReviewSheet& sheet, const LineRow& line);

/// One decision on several lines: shows the cluster first, and why it cannot be done when the rules forbid it (A8).
[[nodiscard]] std::optional<LineDecision> askBulk(QWidget* parent, access::Decision decision, const std::vector<LineRow>& cluster,
    const QString& whyNot);

/// The reasons for a decision as a menu that goes away by itself, its first entry chosen; each has a number as its key.
[[nodiscard]] QMenu* codeMenu(QWidget* parent, access::Decision decision, std::function<void(const std::string&)> chosen);

/// Reason code, target of a reduction, comment.
[[nodiscard]] std::optional<LineDecision> askReduction(QWidget* parent, const LineRow& line);

struct StandInAnswer
{
    DelegationWish wish;
    std::string reason;
};
/// Who runs reviews asks for anybody, others for themselves.
[[nodiscard]] std::optional<StandInAnswer> askStandIn(QWidget* parent, const std::vector<Person>& people, const Actor& actor, Day today);

struct SuccessionAnswer
{
    std::string from;
    std::string to;
    std::string reason;
};
/// `leaving`: people who have something open.
[[nodiscard]] std::optional<SuccessionAnswer> askSuccession(QWidget* parent, const std::vector<Person>& leaving, const std::vector<Person>& people);

struct ClaimAnswer
{
    std::string ticket;
    std::string reason;
};
[[nodiscard]] std::optional<ClaimAnswer> askToClaim(QWidget* parent, const RemovalRow& removal);

/// Says which extract is looked at and what it can tell; the answer is the reason.
[[nodiscard]] std::optional<std::string> askToVerify(QWidget* parent, const ExtractReach& reach, const QString& flaw);

struct ConcludeAnswer
{
    Day performed;
    std::string reason;
};
[[nodiscard]] std::optional<ConcludeAnswer> askToConclude(QWidget* parent, const ReviewSheet& sheet, Day today);

} // namespace oxseal::ui
