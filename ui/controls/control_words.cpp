// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/control_words.h"

#include "ui/common/words.h"

#include <algorithm>

namespace oxseal::ui {

QString controlFrequencyWord(controls::Frequency frequency)
{
    using controls::Frequency;
    switch (frequency) {
    case Frequency::Annual: return QObject::tr("Yearly");
    case Frequency::SemiAnnual: return QObject::tr("Half-yearly");
    case Frequency::Monthly: return QObject::tr("Monthly");
    case Frequency::Weekly: return QObject::tr("Weekly");
    case Frequency::Daily: return QObject::tr("Daily");
    case Frequency::ManyPerDay: return QObject::tr("Many a day");
    case Frequency::Event: return QObject::tr("On the event");
    case Frequency::Quarterly: break;
    }
    return QObject::tr("Quarterly");
}

QString natureWord(controls::Nature nature)
{
    switch (nature) {
    case controls::Nature::Detective: return QObject::tr("detective");
    case controls::Nature::Both: return QObject::tr("preventive and detective");
    case controls::Nature::Preventive: break;
    }
    return QObject::tr("preventive");
}

QString meansWord(controls::Means means)
{
    switch (means) {
    case controls::Means::Automated: return QObject::tr("automated");
    case controls::Means::ItDependent: return QObject::tr("manual, depends on IT");
    case controls::Means::Manual: break;
    }
    return QObject::tr("manual");
}

QString assertionWord(const std::string& letters)
{
    if (letters == "EO")
        return QObject::tr("existence or occurrence");
    if (letters == "C")
        return QObject::tr("completeness");
    if (letters == "AV")
        return QObject::tr("accuracy or valuation");
    if (letters == "CO")
        return QObject::tr("cut-off");
    if (letters == "RO")
        return QObject::tr("rights and obligations");
    return letters == "PD" ? QObject::tr("presentation and disclosure") : plain(letters);
}

QString answerWord(controls::Answer answer)
{
    switch (answer) {
    case controls::Answer::Yes: return QObject::tr("Yes");
    case controls::Answer::No: return QObject::tr("No");
    case controls::Answer::NotApplicable: return QObject::tr("Not applicable");
    case controls::Answer::None: break;
    }
    return {};
}

std::pair<Mark, QString> itemStateWord(controls::ItemState state)
{
    using controls::ItemState;
    switch (state) {
    case ItemState::EvidenceMissing: return {Mark::High, QObject::tr("Evidence missing")};
    case ItemState::EvidenceLate: return {Mark::Medium, QObject::tr("Evidence late")};
    case ItemState::Negative: return {Mark::Critical, QObject::tr("Answered no")};
    case ItemState::NotApplicable: return {Mark::Neutral, QObject::tr("Not applicable")};
    case ItemState::Complete: return {Mark::Good, QObject::tr("Complete")};
    case ItemState::Unanswered: break;
    }
    return {Mark::High, QObject::tr("Unanswered")};
}

ControlStanding standingOf(const ControlStatus& status, const Period& period, Day today)
{
    if (!status.applicable())
        return ControlStanding::NotApplicable;
    if (status.state == controls::TestState::Failed)
        return ControlStanding::Failed;
    const bool due = controls::dueEachQuarter(status.row.control.frequency);
    if (due && status.performances.empty() && today > period.last)
        return ControlStanding::Late;
    if (std::any_of(status.performances.begin(), status.performances.end(), [](const PerformanceRow& row) { return row.exception; }))
        return ControlStanding::Exception;
    if (status.state == controls::TestState::Tested)
        return ControlStanding::Tested;
    return due && status.performances.empty() ? ControlStanding::Due : ControlStanding::Untested;
}

std::pair<Mark, QString> standingWord(ControlStanding standing)
{
    switch (standing) {
    case ControlStanding::Failed: return {Mark::Critical, QObject::tr("Test failed")};
    case ControlStanding::Late: return {Mark::High, QObject::tr("Late")};
    case ControlStanding::Exception: return {Mark::Medium, QObject::tr("Exception")};
    case ControlStanding::Due: return {Mark::Low, QObject::tr("Due")};
    case ControlStanding::Tested: return {Mark::Good, QObject::tr("Tested")};
    case ControlStanding::NotApplicable: return {Mark::Neutral, QObject::tr("Not applicable")};
    case ControlStanding::Untested: break;
    }
    return {Mark::Neutral, QObject::tr("Not tested")};
}

} // namespace oxseal::ui
