// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/ids.h"
#include "models/core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::controls {

inline constexpr ErrorCode kTesterIsOwner{"control.tester_is_owner", ErrorClass::Refused};
inline constexpr ErrorCode kTesterIsPerformer{"control.tester_is_performer", ErrorClass::Refused};
inline constexpr ErrorCode kDesignFailed{"control.design_failed", ErrorClass::Refused};
inline constexpr ErrorCode kBadTest{"control.bad_test", ErrorClass::Usage};

enum class TestKind { Design, Operating };
enum class TestOutcome { Pass, Fail };
[[nodiscard]] const char* name(TestKind kind) noexcept;
[[nodiscard]] const char* name(TestOutcome outcome) noexcept;
[[nodiscard]] std::optional<TestKind> testKindFromName(std::string_view text) noexcept;
[[nodiscard]] std::optional<TestOutcome> testOutcomeFromName(std::string_view text) noexcept;

struct TestResult
{
    TestKind kind = TestKind::Operating;
    TestOutcome outcome = TestOutcome::Pass;
    Day testedOn;
    PersonId tester;
    int sample = 0; ///< items looked at
    int exceptions = 0;
    std::string note;
};

/// The latest design and operating result of a control in a period decide its state.
enum class TestState { Untested, Tested, Failed };
[[nodiscard]] const char* name(TestState state) noexcept;
/// `results` in order of recording. Failed when the latest of either kind failed; tested when the latest operating test
/// passed; a design test alone leaves the control untested.
[[nodiscard]] TestState stateOf(const std::vector<TestResult>& results) noexcept;

/// Tester ≠ owner or performer (P3); a failed design allows no operating test; a pass with exceptions and a sample of
/// none are refused.
[[nodiscard]] Status checkTest(const TestResult& result, PersonId owner, const std::vector<PersonId>& performers,
    const std::vector<TestResult>& earlier);

} // namespace oxseal::controls
