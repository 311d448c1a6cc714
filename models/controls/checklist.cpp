// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/checklist.h"

#include "models/core/text.h"

#include <algorithm>

namespace oxseal::controls {
namespace {

Finding finding(Hasher& hasher, const char* code, Severity severity, const std::string& subject,
    std::vector<std::string> arguments, const std::vector<std::string>& identity = {})
{
    Finding result;
    result.code = code;
    result.severity = severity;
    result.subject = subject;
    result.arguments = std::move(arguments);
    result.fingerprint = fingerprintOf(hasher, result.code, subject, identity);
    return result;
}

void itemMatters(Hasher& hasher, const std::vector<ItemFacts>& items, std::vector<Finding>& out)
{
    for (const auto& facts : items) {
        const std::string subject = "checklist:" + facts.item.code;
        const auto add = [&](const char* code, Severity severity, std::vector<std::string> arguments) {
            out.push_back(finding(hasher, code, severity, subject, std::move(arguments)));
        };
        switch (stateOf(facts)) {
        case ItemState::Unanswered:
            add("control.item_unanswered", Severity::High, {facts.item.code, facts.item.question});
            break;
        case ItemState::EvidenceMissing:
            add("control.evidence_missing", Severity::High, {facts.item.code, facts.item.evidence});
            break;
        case ItemState::EvidenceLate:
            add("control.evidence_late", Severity::Low, {facts.item.code});
            break;
        case ItemState::Negative:
            add("control.item_negative", Severity::High, {facts.item.code, facts.item.question, facts.because});
            break;
        case ItemState::NotApplicable:
        case ItemState::Complete:
            break;
        }
    }
}

} // namespace

const char* name(Answer answer) noexcept
{
    switch (answer) {
    case Answer::Yes:
        return "yes";
    case Answer::No:
        return "no";
    case Answer::NotApplicable:
        return "na";
    case Answer::None:
        break;
    }
    return "";
}

std::optional<Answer> answerFromName(std::string_view text) noexcept
{
    for (const auto answer : {Answer::Yes, Answer::No, Answer::NotApplicable}) {
        if (text == name(answer))
            return answer;
    }
    return std::nullopt;
}

const char* name(ItemState state) noexcept
{
    switch (state) {
    case ItemState::Unanswered:
        return "unanswered";
    case ItemState::EvidenceMissing:
        return "evidence_missing";
    case ItemState::EvidenceLate:
        return "evidence_late";
    case ItemState::Negative:
        return "negative";
    case ItemState::NotApplicable:
        return "not_applicable";
    case ItemState::Complete:
        break;
    }
    return "complete";
}

ItemState stateOf(const ItemFacts& facts) noexcept
{
    if (facts.answer == Answer::None)
        return ItemState::Unanswered;
    if (facts.answer == Answer::No)
        return ItemState::Negative;
    if (facts.answer == Answer::NotApplicable)
        return ItemState::NotApplicable;
    if (std::find(facts.evidence.begin(), facts.evidence.end(), PeriodFit::Fits) != facts.evidence.end())
        return ItemState::Complete;
    const bool late = std::find(facts.evidence.begin(), facts.evidence.end(), PeriodFit::Late) != facts.evidence.end();
    return late ? ItemState::EvidenceLate : ItemState::EvidenceMissing;
}

ControlCounts countOf(const std::vector<ControlFacts>& controls)
{
    ControlCounts counts;
    for (const auto& control : controls) {
        if (!control.applicable) {
            ++counts.notApplicable;
            continue;
        }
        if (!control.key)
            continue;
        switch (stateOf(control.tests)) {
        case TestState::Tested:
            ++counts.keyTested;
            break;
        case TestState::Failed:
            ++counts.keyFailed;
            break;
        case TestState::Untested:
            ++counts.keyUntested;
            break;
        }
    }
    return counts;
}

std::vector<Finding> findMatters(Hasher& hasher, const std::vector<ItemFacts>& items,
    const std::vector<ControlFacts>& controls, const std::vector<MisfitEvidence>& misfits)
{
    std::vector<Finding> out;
    if (controls.empty())
        out.push_back(finding(hasher, "control.set_missing", Severity::High, "controls", {}));
    itemMatters(hasher, items, out);
    std::vector<std::string> notPerformed;
    for (const auto& control : controls) {
        if (!control.applicable)
            continue;
        const std::string subject = "control:" + control.code;
        if (stateOf(control.tests) == TestState::Failed)
            out.push_back(finding(hasher, "control.test_failed", Severity::High, subject, {control.code}));
        if (control.exceptions > 0) {
            out.push_back(finding(hasher, "control.performance_exception", Severity::Medium, subject,
                {control.code, std::to_string(control.exceptions)}));
        }
        if (dueEachQuarter(control.frequency) && control.performances == 0)
            notPerformed.push_back(control.code);
    }
    // One matter for all: the officer judges the state of the register, not each of its empty lines.
    if (!notPerformed.empty()) {
        out.push_back(finding(hasher, "control.not_performed", Severity::Medium, "controls",
            {std::to_string(notPerformed.size()), join(notPerformed, ", ")}));
    }
    for (const auto& misfit : misfits) {
        out.push_back(finding(hasher, "control.evidence_misfit", Severity::Medium, misfit.subject,
            {misfit.name, misfit.subject}, {misfit.sha256.hex()}));
    }
    return out;
}

} // namespace oxseal::controls
