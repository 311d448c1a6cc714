// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/review_words.h"

#include "models/access/reason_codes.h"
#include "storage/texts/texts.h"
#include "ui/common/words.h"

#include <algorithm>

namespace oxseal::ui {

using access::CampaignState;
using access::Decision;
using access::LineFlag;

QString stateWord(CampaignState state)
{
    switch (state) {
    case CampaignState::Draft: return QObject::tr("Draft");
    case CampaignState::Open: return QObject::tr("Open");
    case CampaignState::Concluded: return QObject::tr("Concluded");
    case CampaignState::Remediating: return QObject::tr("Removals open");
    case CampaignState::RemediationVerified: return QObject::tr("Removals proven");
    case CampaignState::Cancelled: break;
    }
    return QObject::tr("Cancelled");
}

Mark stateMark(CampaignState state)
{
    switch (state) {
    case CampaignState::Open: return Mark::Accent;
    case CampaignState::Remediating: return Mark::Medium;
    case CampaignState::Concluded:
    case CampaignState::RemediationVerified: return Mark::Good;
    case CampaignState::Draft:
    case CampaignState::Cancelled: break;
    }
    return Mark::Neutral;
}

QString shapeWord(access::Shape shape)
{
    switch (shape) {
    case access::Shape::Full: return QObject::tr("Everything");
    case access::Shape::ChangesOnly: return QObject::tr("Changes only");
    case access::Shape::Leavers: return QObject::tr("Leavers");
    case access::Shape::Privileged: return QObject::tr("Privileged");
    case access::Shape::Uncorrelated: return QObject::tr("Nobody's accounts");
    case access::Shape::NonHuman: break;
    }
    return QObject::tr("Service and shared");
}

QString shapeHint(access::Shape shape)
{
    switch (shape) {
    case access::Shape::Full: return QObject::tr("Every line of the listing.");
    case access::Shape::ChangesOnly: return QObject::tr("Lines that are new, raised or changed since the last review; without one, every line.");
    case access::Shape::Leavers: return QObject::tr("Accounts whose worker has left.");
    case access::Shape::Privileged: return QObject::tr("Lines that are privileged or not known not to be.");
    case access::Shape::Uncorrelated: return QObject::tr("Accounts that belong to no worker of the roster.");
    case access::Shape::NonHuman: break;
    }
    return QObject::tr("Service and shared accounts.");
}

QString flagWord(LineFlag flag)
{
    switch (flag) {
    case LineFlag::Terminated: return QObject::tr("Worker left");
    case LineFlag::Orphan: return QObject::tr("Nobody's account");
    case LineFlag::Stale: return QObject::tr("Dormant");
    case LineFlag::Privileged: return QObject::tr("Privileged");
    case LineFlag::New: return QObject::tr("New");
    case LineFlag::RevokedStillPresent: return QObject::tr("Revoked, still there");
    case LineFlag::LeaverActive: return QObject::tr("Leaver enabled");
    case LineFlag::UsedAfterLeaving: return QObject::tr("Used after leaving");
    case LineFlag::LevelRaised: return QObject::tr("Level raised");
    case LineFlag::Mover: return QObject::tr("Mover");
    case LineFlag::MfaOff: return QObject::tr("No second factor");
    case LineFlag::OldKey: return QObject::tr("Old credentials");
    case LineFlag::Shared: return QObject::tr("Shared account");
    case LineFlag::ServiceWithoutOwner: return QObject::tr("Service without owner");
    case LineFlag::Creep: return QObject::tr("More than peers");
    case LineFlag::OutOfDepartment: return QObject::tr("Other department");
    case LineFlag::NeverUsed: return QObject::tr("Never used");
    case LineFlag::Changed: return QObject::tr("Changed since");
    case LineFlag::SodConflict: break;
    }
    return QObject::tr("Duties conflict");
}

QString decisionWord(Decision decision)
{
    switch (decision) {
    case Decision::Keep: return QObject::tr("Keep");
    case Decision::Revoke: return QObject::tr("Revoke");
    case Decision::Reduce: return QObject::tr("Reduce");
    case Decision::NotMine: return QObject::tr("Not mine");
    case Decision::Unsure: break;
    }
    return QObject::tr("Unsure");
}

Mark decisionMark(Decision decision)
{
    switch (decision) {
    case Decision::Keep: return Mark::Good;
    case Decision::Revoke: return Mark::High;
    case Decision::Reduce: return Mark::Medium;
    case Decision::NotMine:
    case Decision::Unsure: break;
    }
    return Mark::Low;
}

QString removalWord(const std::string& state)
{
    if (state == "requested")
        return QObject::tr("Requested");
    if (state == "claimed")
        return QObject::tr("Claimed");
    if (state == "still_present")
        return QObject::tr("Still there");
    if (state == "removed")
        return QObject::tr("Proven removed");
    if (state == "regranted")
        return QObject::tr("Granted again");
    return state == "withdrawn" ? QObject::tr("Withdrawn") : plain(state);
}

QString removalWord(const RemovalRow& removal)
{
    if (!closed(removal))
        return removal.closing == "asked" ? QObject::tr("%1, contested").arg(removalWord(removal.state)) : removalWord(removal.state);
    if (removal.closing == "ordered")
        return QObject::tr("Granted again, reordered");
    return removal.state == "regranted" ? QObject::tr("Granted again, accepted") : QObject::tr("Contested, stays");
}

Mark removalMark(const RemovalRow& removal, Day today)
{
    if (closed(removal))
        return Mark::Neutral;
    if (removal.state == "removed")
        return Mark::Good;
    if (removal.state == "regranted")
        return Mark::Critical;
    if (removal.state == "still_present")
        return Mark::High;
    if (removal.state == "withdrawn")
        return Mark::Neutral;
    return removal.due < today ? Mark::High : Mark::Medium;
}

QString matchedWord(const std::string& matchedBy)
{
    if (matchedBy == "employee_id")
        return QObject::tr("by employee number");
    if (matchedBy == "email")
        return QObject::tr("by e-mail address");
    if (matchedBy == "email_ambiguous")
        return QObject::tr("several workers have this address: nobody was matched");
    if (matchedBy == "decision")
        return QObject::tr("by a decision on whose account it is");
    return QObject::tr("no worker matches");
}

QString doubtWord(access::Doubt doubt) { return sentence((std::string("access.doubt.") + access::name(doubt)).c_str()); }

std::vector<std::pair<std::string, QString>> reasonCodes(Decision decision)
{
    std::vector<std::pair<std::string, QString>> out;
    for (const char* code : access::reasonCodes(decision))
        out.emplace_back(code, codeWord(code));
    return out;
}

QString changeWord(access::Change change)
{
    QString word = sentence((std::string("access.change.") + access::name(change)).c_str());
    word[0] = word[0].toUpper();
    return word;
}

QString codeWord(const std::string& code)
{
    if (code == access::kTakenBack)
        return QObject::tr("Decision taken back");
    // Codes of years before the list was kept are shown as they stand.
    const std::vector<std::string> known = access::allReasonCodes();
    return plain(std::find(known.begin(), known.end(), code) == known.end() ? code : texts::sentence(("access.reason." + code).c_str()));
}

std::vector<LineFlag> raisedFlags(const access::LineFlags& flags)
{
    std::vector<LineFlag> raised;
    for (std::size_t at = 0; at < access::kLineFlags; ++at) {
        if (flags.is(static_cast<LineFlag>(at)))
            raised.push_back(static_cast<LineFlag>(at));
    }
    // What is grave comes first; among equals the order of the list.
    std::stable_sort(raised.begin(), raised.end(),
        [](LineFlag a, LineFlag b) { return markOf(access::severityOf(a)) < markOf(access::severityOf(b)); });
    return raised;
}

QString privilegeUnknownWord() { return QObject::tr("Privilege unknown"); }

std::pair<Mark, QString> flagsCell(const LineRow& line)
{
    const access::LineFlags flags = line.judged();
    std::vector<std::pair<Mark, QString>> raised;
    for (const LineFlag flag : raisedFlags(flags))
        raised.emplace_back(markOf(access::severityOf(flag)), flagWord(flag));
    if (flags.get(LineFlag::Privileged) == Flag::Unknown) {
        const std::pair<Mark, QString> unknown{markOf(access::severityOf(LineFlag::Privileged)), privilegeUnknownWord()};
        raised.insert(std::upper_bound(raised.begin(), raised.end(), unknown, [](const auto& a, const auto& b) { return a.first < b.first; }), unknown);
    }
    if (raised.empty())
        return {Mark::None, QString()};
    if (raised.size() > 1)
        raised.front().second += QStringLiteral(" +%1").arg(raised.size() - 1);
    return raised.front();
}

QString levelWords(std::string_view level)
{
    switch (access::levelFromText(level)) {
    case access::Level::None: return QObject::tr("nothing");
    case access::Level::View: return QObject::tr("look, not change");
    case access::Level::Create: return QObject::tr("look and add");
    case access::Level::Edit: return QObject::tr("look, add and change");
    case access::Level::Full: return QObject::tr("everything, deleting included");
    case access::Level::Unstated: break;
    }
    return QObject::tr("not stated, so counted as able to act");
}

} // namespace oxseal::ui
