// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>
#include <vector>

namespace oxseal {

/// What an error means to the caller; the command line derives its exit code from it (architecture: command line).
enum class ErrorClass {
    Usage, ///< exit 2: the call's words are off, or the feature belongs to a later release
    Denied, ///< exit 3: not authenticated, or not permitted
    Input, ///< exit 4: the file is not of the kind asked for
    Busy, ///< exit 5: somebody else holds the workspace
    Integrity, ///< exit 6: the workspace's bytes are not what they must be
    Refused, ///< exit 2: a rule of the domain forbids the act in the present state
    Cancelled, ///< exit 70: the user asked for it to stop
    Internal, ///< exit 70: a defect of ours, or the machine failing (disk full)
};

/// Names one kind of error. Defined where it arises, e.g.
/// `inline constexpr ErrorCode kNoSuchPeriod{"calendar.no_such_period", ErrorClass::Usage};`
/// The id is the key of its English sentence and remedy in storage/texts; a check finds ids without a text.
struct ErrorCode
{
    const char* id;
    ErrorClass kind;
};

/// An error as a value: the code, the place (file, line, record, field) and the arguments of its sentence.
class Error
{
public:
    Error(ErrorCode code, std::string place = {}, std::vector<std::string> arguments = {})
        : code_(code)
        , place_(std::move(place))
        , arguments_(std::move(arguments))
    {
    }

    [[nodiscard]] const char* id() const noexcept { return code_.id; }
    [[nodiscard]] ErrorClass kind() const noexcept { return code_.kind; }
    [[nodiscard]] const std::string& place() const noexcept { return place_; }
    /// Fill {0}, {1}, … of the sentence in storage/texts.
    [[nodiscard]] const std::vector<std::string>& arguments() const noexcept { return arguments_; }
    [[nodiscard]] bool is(const ErrorCode& code) const noexcept { return std::string(code_.id) == code.id; }
    /// For logs and test failures only; people are shown storage/texts.
    [[nodiscard]] std::string debugString() const;

private:
    ErrorCode code_;
    std::string place_;
    std::vector<std::string> arguments_;
};

/// Either a value or an Error; nothing crosses a layer as an exception.
template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(
    ErrorCode code, std::string place = {}, std::vector<std::string> arguments = {})
{
    return tl::unexpected<Error>(Error(code, std::move(place), std::move(arguments)));
}

/// Hands an inner error on unchanged.
template <class T>
[[nodiscard]] tl::unexpected<Error> failWith(const Result<T>& inner)
{
    return tl::unexpected<Error>(inner.error());
}

} // namespace oxseal

#define OXSEAL_CONCAT_(a, b) a##b
#define OXSEAL_CONCAT(a, b) OXSEAL_CONCAT_(a, b)

/// Leaves the function with the error of a Status or Result whose value is not needed.
#define OXSEAL_CHECK(expression)                                                                                       \
    do {                                                                                                               \
        if (auto oxsealStatus = (expression); !oxsealStatus)                                                           \
            return tl::unexpected<::oxseal::Error>(std::move(oxsealStatus).error());                                   \
    } while (false)

/// `OXSEAL_TRY(auto rows, readRows(file));` declares rows or leaves the function with the error.
#define OXSEAL_TRY(declaration, expression)                                                                            \
    auto OXSEAL_CONCAT(oxsealResult, __LINE__) = (expression);                                                         \
    if (!OXSEAL_CONCAT(oxsealResult, __LINE__))                                                                        \
        return tl::unexpected<::oxseal::Error>(std::move(OXSEAL_CONCAT(oxsealResult, __LINE__)).error());              \
    declaration = std::move(*OXSEAL_CONCAT(oxsealResult, __LINE__))
