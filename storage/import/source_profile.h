// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import/profile_expr.h"
#include "storage/import/sensitive.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the exports of a system look like and mean, as data (resources/profiles, with a README on the format).
namespace oxseal {

inline constexpr ErrorCode kNoSuchProfile{"import.no_such_profile", ErrorClass::Usage};

enum class ProfileLayout {
    Table, ///< CSV in any dialect, a sheet, a pasted grid, the aligned output of psql; found by its header
    Passwd, ///< name:x:uid:gid:gecos:home:shell
    Group, ///< name:x:gid:members
    Shadow, ///< name:hash:…; never read
    Sudoers,
    Lastlog, ///< output of lastlog
    PasswordStatus, ///< output of passwd -S -a
};
[[nodiscard]] std::optional<ProfileLayout> profileLayoutNamed(std::string_view name) noexcept;

enum class ProfileValue { Text, Flag, Day };

/// How a column writes its days.
enum class ProfileDates { Auto, YearFirst, MonthFirst, DayFirst, EpochSeconds, EpochMilliseconds };

struct ProfileColumn
{
    std::string key; ///< by which expressions name it
    std::vector<std::string> headers; ///< any of them; compared by headerKey. Layouts without a header: their own column names
    ProfileValue value = ProfileValue::Text;
    ProfileDates dates = ProfileDates::Auto;
    bool required = false; ///< without it the file is not this report
    bool filled = false; ///< a row without a value here is rejected
    bool tells = false; ///< headers alone say too little: at least half of the different values must be in `values`
    std::map<std::string, std::string> values; ///< source word in lower case → canonical; others are listed, a flag then is unknown
    std::vector<std::string> none; ///< words that say "no value", in lower case
};

struct ProfileSensitive
{
    std::vector<std::string> headers;
    SensitiveClass sensitive = SensitiveClass::PasswordHash;
};

/// One report of the system. Some systems need several.
struct ProfileFile
{
    std::string key;
    std::string report; ///< what the system calls it
    ProfileLayout layout = ProfileLayout::Table;
    bool required = false; ///< the system's listing is not complete without it
    std::vector<ProfileColumn> columns;
    std::vector<ProfileSensitive> sensitive;

    [[nodiscard]] const ProfileColumn* column(std::string_view key) const;
};

using ProfileFields = std::map<std::string, ProfileExpr>;

/// More about an account from another file, joined by its id.
struct ProfileFacts
{
    std::string file;
    ProfileExpr account;
    std::optional<ProfileExpr> condition; ///< only rows where it is "true"
    bool adds = false; ///< a row about an account that no row before knew makes it known
    ProfileFields fields; ///< of several days of the last use the latest counts, of anything else the last row
};

struct ProfileAccounts
{
    std::string file;
    ProfileExpr id;
    std::vector<ProfileExpr> aliases; ///< other names by which the other files call the account
    bool repeated = false; ///< one account may fill several rows (a row for each thing it holds)
    ProfileFields fields;
    std::vector<ProfileFacts> facts;
};

/// Rows of a file that say: this account holds this.
struct ProfileGrants
{
    std::string file;
    ProfileExpr account;
    std::optional<ProfileExpr> condition; ///< only where it is "true"
    std::optional<ProfileExpr> each; ///< a list; one grant for each of its pieces, which is the column "each"
    std::string separators = ",";
    bool once = false; ///< rows that say of an account what one said already add no line
    ProfileFields fields;
};

/// Rows of a file that say what a role contains: a grant of the role that names no permission itself becomes one line for each.
struct ProfileContents
{
    std::string file;
    ProfileExpr role;
    std::optional<ProfileExpr> condition; ///< only rows where it is "true"
    std::optional<ProfileExpr> nothing; ///< where it is "true", the row says that the role has nothing here
    bool complete = false; ///< every role held must have contents; those without are listed
    bool nested = false; ///< a role is an account too: what it holds by its own roles is contained as well
    ProfileFields fields;
};

struct SourceProfile
{
    std::string id;
    std::string version; ///< semantic; rises when the same file would be read otherwise
    std::string system;
    std::string report;
    std::string standing; ///< "documented", "observed" or "practice": what the column names rest on
    std::string source; ///< citation of the column names
    std::string checked; ///< the day they were compared with it
    std::vector<std::string> complete; ///< how to run the report so that nothing is left out
    std::vector<std::string> quirks;
    bool fallback = false; ///< proposed only when no other fits
    bool together = false; ///< one report alone has too common a header: proposed only when all that are needed are there
    bool ignoreCase = false; ///< of account names when files are joined
    std::vector<ProfileFile> files;
    ProfileAccounts accounts;
    std::vector<ProfileGrants> grants;
    std::vector<ProfileContents> contents;

    [[nodiscard]] const ProfileFile* file(std::string_view key) const;
};

/// Strict: unknown members, columns that no file has and fields that no listing has are refused. kProfileInvalid.
[[nodiscard]] Result<SourceProfile> parseSourceProfile(const Json& json);

/// The profiles compiled in, by id; the fallback last. Errors: those of parseSourceProfile.
[[nodiscard]] const Result<std::vector<SourceProfile>>& sourceProfiles();
/// kNoSuchProfile.
[[nodiscard]] Result<const SourceProfile*> sourceProfile(std::string_view id);

} // namespace oxseal
