// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/controls/test_of_control.h"

#include <algorithm>

namespace oxseal::controls {
namespace {

const TestResult* latest(const std::vector<TestResult>& results, TestKind kind)
{
    const auto found
        = std::find_if(results.rbegin(), results.rend(), [&](const TestResult& result) { return result.kind == kind; });
    return found == results.rend() ? nullptr : &*found;
}

} // namespace

const char* name(TestKind kind) noexcept { return kind == TestKind::Design ? "design" : "operating"; }
const char* name(TestOutcome outcome) noexcept { return outcome == TestOutcome::Pass ? "pass" : "fail"; }

std::optional<TestKind> testKindFromName(std::string_view text) noexcept
{
    if (text == "design")
        return TestKind::Design;
    return text == "operating" ? std::optional(TestKind::Operating) : std::nullopt;
}

std::optional<TestOutcome> testOutcomeFromName(std::string_view text) noexcept
{
    if (text == "pass")
        return TestOutcome::Pass;
    return text == "fail" ? std::optional(TestOutcome::Fail) : std::nullopt;
}

const char* name(TestState state) noexcept
{
    switch (state) {
    case TestState::Untested:
        return "untested";
    case TestState::Tested:
        return "tested";
    case TestState::Failed:
        break;
    }
    return "failed";
}

TestState stateOf(const std::vector<TestResult>& results) noexcept
{
    const auto* design = latest(results, TestKind::Design);
    const auto* operating = latest(results, TestKind::Operating);
    if ((design && design->outcome == TestOutcome::Fail) || (operating && operating->outcome == TestOutcome::Fail))
        return TestState::Failed;
    return operating ? TestState::Tested : TestState::Untested;
}

Status checkTest(const TestResult& result, PersonId owner, const std::vector<PersonId>& performers,
    const std::vector<TestResult>& earlier)
{
    if (owner && result.tester == owner)
        return fail(kTesterIsOwner);
    if (std::find(performers.begin(), performers.end(), result.tester) != performers.end())
        return fail(kTesterIsPerformer);
    if (result.sample < 1 || result.exceptions < 0 || result.exceptions > result.sample
        || (result.outcome == TestOutcome::Pass && result.exceptions > 0))
        return fail(kBadTest);
    const auto* design = latest(earlier, TestKind::Design);
    if (result.kind == TestKind::Operating && design && design->outcome == TestOutcome::Fail)
        return fail(kDesignFailed);
    return {};
}

} // namespace oxseal::controls
