// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity.h"
#include "models/core/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::access {

/// The listing names one: it is the source, and nobody states another beside it. {0} account, {1} what, {2} what it says
inline constexpr ErrorCode kFactListed{"access.fact_listed", ErrorClass::Refused};
/// A person's own account has no owner and no purpose to state. {0} account
inline constexpr ErrorCode kFactOfHuman{"access.fact_of_human", ErrorClass::Refused};
/// {0} is no worker of the roster.
inline constexpr ErrorCode kNoSuchWorker{"access.no_such_worker", ErrorClass::Usage};
/// The worker {0} had left on {1}.
inline constexpr ErrorCode kOwnerLeft{"access.owner_left", ErrorClass::Refused};

/// What has to be known of an account that is not a person's (A14).
enum class AccountFact : std::uint8_t { Owner, Purpose };
[[nodiscard]] const char* name(AccountFact fact) noexcept; ///< "owner", "purpose"
[[nodiscard]] std::optional<AccountFact> accountFactFromName(std::string_view name) noexcept;

/// What a person stated about an account in the course of a review; it stands for the account until it is stated anew.
struct StatedFact
{
    std::int64_t id = 0; ///< rises with time
    std::string system;
    std::string account;
    AccountFact what = AccountFact::Purpose;
    std::string value; ///< an owner's employee id, or words; "" takes back what was stated
};

/// Where a fact is known from. A fact of nobody is "not known", which is not the same as "none".
enum class FactSource : std::uint8_t { Unknown, Listing, Stated };
[[nodiscard]] const char* name(FactSource source) noexcept; ///< "", "listing", "stated"

/// Enters into the accounts what was stated where the listing is silent; the last word counts. An owner counts only while the roster
/// knows him as somebody who had not left on the day: an owner who has left owns nothing.
void applyStated(Population& population, std::span<const StatedFact> oldestFirst, const Roster& roster, Day asOf);

/// May this be stated of the account? Success = may.
[[nodiscard]] Status mayState(const Account& account, AccountFact what, const std::string& value, const Roster& roster, Day asOf);

/// Days since the credential in use was made or changed; nullopt: not known.
[[nodiscard]] std::optional<int> keyAge(const Account& account, Day asOf) noexcept;

/// What is known of an account that is not a person's.
struct NonHumanAccount
{
    std::uint32_t account = 0; ///< index into the population's accounts
    std::size_t row = 0; ///< of the listing: the first of the account
    std::string owner; ///< as the listing names him, or the employee id that was stated
    FactSource ownerFrom = FactSource::Unknown;
    std::int64_t ownerStated = 0; ///< the last statement about it, whether or not it counts; 0: none
    std::string purpose;
    FactSource purposeFrom = FactSource::Unknown;
    std::int64_t purposeStated = 0;
    std::optional<int> keyAge; ///< days
};
/// The accounts of a listing that are not a person's, and those of an unknown type of which something is known that only such accounts
/// have; in the order of the accounts.
[[nodiscard]] std::vector<NonHumanAccount> nonHumanAccounts(
    const Population& population, std::span<const StatedFact> oldestFirst, const Roster& roster, Day asOf);

} // namespace oxseal::access
