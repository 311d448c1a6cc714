// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/unix_files.h"

#include "models/core/date.h"
#include "models/core/text.h"
#include "storage/import/csv_table.h"

#include <algorithm>
#include <array>

namespace oxseal {
namespace {

constexpr std::size_t kLooksAt = 200; ///< lines

bool oneOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool wholeNumber(std::string_view text)
{
    std::int64_t number = 0;
    return parseInteger(text, number) && number >= 0;
}

std::vector<std::string> wordsOf(std::string_view line)
{
    std::vector<std::string> out;
    std::size_t at = 0;
    while (at < line.size()) {
        const std::size_t from = line.find_first_not_of(" \t", at);
        if (from == std::string_view::npos)
            break;
        at = std::min(line.find_first_of(" \t", from), line.size());
        out.emplace_back(line.substr(from, at - from));
    }
    return out;
}

/// Cuts a text at its line ends and calls `take(line, number)` for each until it answers false.
template <class Take>
void eachLine(std::string_view text, Take take)
{
    std::uint64_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!take(line, ++number))
            return;
    }
}

bool isDate(std::string_view text)
{
    return parseDay(text, DateOrder::MonthFirst).has_value();
}

bool isPasswordStatus(const std::vector<std::string>& words)
{
    return words.size() >= 7 && oneOf(words[1], {"P", "PS", "L", "LK", "NP"}) && (isDate(words[2]) || words[2] == "never");
}

bool isLastlogHeader(std::string_view line)
{
    const auto words = wordsOf(line);
    return words.size() >= 3 && words.front() == "Username" && words.back() == "Latest";
}

/// What tells the fields of a line apart by shape; lines that start like a comment or an inclusion were passed over.
bool fits(ProfileLayout layout, std::string_view line)
{
    const auto fields = split(line, ':');
    switch (layout) {
    case ProfileLayout::Passwd:
        return fields.size() == 7 && !fields[0].empty() && wholeNumber(fields[2]) && wholeNumber(fields[3])
            && (fields[6].empty() || fields[6].front() == '/');
    case ProfileLayout::Group:
        return fields.size() == 4 && !fields[0].empty() && wholeNumber(fields[2]);
    case ProfileLayout::Shadow:
        return fields.size() == 9 && !fields[0].empty() && (fields[2].empty() || wholeNumber(fields[2]))
            && (fields[3].empty() || wholeNumber(fields[3]));
    case ProfileLayout::PasswordStatus:
        return isPasswordStatus(wordsOf(line));
    case ProfileLayout::Lastlog:
    case ProfileLayout::Sudoers:
    case ProfileLayout::Table:
        return false;
    }
    return false;
}

/// A sudoers file has at least one line "who where = what", and nothing that a table has in its first lines.
bool looksLikeSudoers(std::string_view text)
{
    bool any = false;
    bool other = false;
    eachLine(text.substr(0, std::min<std::size_t>(text.size(), 1U << 16)), [&](std::string_view line, std::uint64_t number) {
        line = trimmed(line);
        if (line.empty() || line.front() == '#' || line.front() == '@')
            return number < kLooksAt;
        const std::string first = wordsOf(line).front();
        const bool defaults = first.rfind("Defaults", 0) == 0;
        const bool alias = oneOf(first, {"User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias"});
        const auto equals = line.find('=');
        const bool spec = equals != std::string_view::npos && wordsOf(line.substr(0, equals)).size() >= 2
            && (line.find('/', equals) != std::string_view::npos || line.find("ALL", equals) != std::string_view::npos);
        any = any || alias || (spec && !defaults);
        other = other || !(defaults || alias || spec || line.back() == '\\' || any);
        return number < kLooksAt && !other;
    });
    return any && !other;
}

void readColonLine(ProfileLayout layout, std::string_view line, std::uint64_t number, UnixRows& out)
{
    const std::size_t expected = unixColumns(layout).size();
    auto fields = split(line, ':');
    for (auto& field : fields)
        field = std::string(trimmed(field));
    if (fields.size() != expected)
        return out.report.reject(number, fields.size() < expected ? "import.short_row" : "import.long_row",
            {std::to_string(fields.size()), std::to_string(expected)});
    if (fields[0].empty())
        return out.report.reject(number, "import.missing_value", {"name"});
    if (!wholeNumber(fields[2]))
        return out.report.reject(number, "import.bad_integer", {layout == ProfileLayout::Passwd ? "uid" : "gid", fields[2]});
    // The second field must never hold a secret by now; what it held was emptied with the bytes.
    fields[1].clear();
    ++out.report.accepted;
    out.rows.push_back(std::move(fields));
    out.lines.push_back(number);
}

/// "ann  P 2026-09-01 0 99999 7 -1", older systems 09/01/2026, others with words in brackets after it.
void readStatusLine(std::string_view line, std::uint64_t number, UnixRows& out)
{
    auto words = wordsOf(line);
    if (words.size() < 7)
        return out.report.reject(number, "import.short_row", {std::to_string(words.size()), "7"});
    if (!isPasswordStatus(words))
        return out.report.reject(number, "import.passwd_status", {words[1], words[2]});
    const auto changed = parseDay(words[2], DateOrder::MonthFirst);
    out.rows.push_back({words[0], words[1], changed ? changed->iso() : std::string()});
    out.lines.push_back(number);
    ++out.report.accepted;
}

/// Name first; at the end "**Never logged in**" or "Mon Nov  2 10:11:12 +0000 2026". What stands between may be missing.
void readLastlogLine(std::string_view line, std::uint64_t number, UnixRows& out)
{
    const auto words = wordsOf(line);
    const bool never = line.find("**Never logged in**") != std::string_view::npos;
    std::string day;
    if (!never) {
        const std::size_t n = words.size();
        const bool zone = n >= 7 && (words[n - 2].front() == '+' || words[n - 2].front() == '-');
        const std::size_t month = zone ? n - 5 : n - 4;
        const auto parsed = n >= (zone ? 7U : 6U) ? parseDay(words[month + 1] + "-" + words[month] + "-" + words[n - 1], DateOrder::DayFirst)
                                                  : std::optional<Day>();
        if (!parsed)
            return out.report.reject(number, "import.lastlog_line", {beginning(trimmed(line), 80)});
        day = parsed->iso();
    }
    out.rows.push_back({words.front(), never ? "true" : "false", std::move(day)});
    out.lines.push_back(number);
    ++out.report.accepted;
}

} // namespace

const std::vector<std::string>& unixColumns(ProfileLayout layout)
{
    static const std::vector<std::string> none;
    static const std::vector<std::string> passwd = {"name", "password", "uid", "gid", "gecos", "home", "shell"};
    static const std::vector<std::string> group = {"name", "password", "gid", "members"};
    static const std::vector<std::string> status = {"name", "status", "changed"};
    static const std::vector<std::string> lastlog = {"name", "never", "latest"};
    static const std::vector<std::string> sudoers = {"kind", "who", "host", "runas", "nopasswd", "command"};
    switch (layout) {
    case ProfileLayout::Passwd: return passwd;
    case ProfileLayout::Group: return group;
    case ProfileLayout::PasswordStatus: return status;
    case ProfileLayout::Lastlog: return lastlog;
    case ProfileLayout::Sudoers: return sudoers;
    case ProfileLayout::Shadow:
    case ProfileLayout::Table: return none;
    }
    return none;
}

bool looksLikeUnixFile(ProfileLayout layout, std::string_view text)
{
    // XML on one line has all that a rule of sudoers has: words, an equals sign, slashes.
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (layout == ProfileLayout::Table || (begin != std::string_view::npos && (text[begin] == '<' || text[begin] == '{')))
        return false;
    if (layout == ProfileLayout::Sudoers)
        return looksLikeSudoers(text);
    std::size_t good = 0;
    std::size_t bad = 0;
    bool header = false;
    eachLine(text, [&](std::string_view line, std::uint64_t) {
        if (trimmed(line).empty() || line.front() == '#' || line.front() == '+')
            return good + bad < kLooksAt;
        if (layout == ProfileLayout::Lastlog) {
            header = isLastlogHeader(line);
            return false;
        }
        ++(fits(layout, line) ? good : bad);
        return good + bad < kLooksAt;
    });
    // A few damaged lines do not make it another file; they are rejected one by one later.
    return header || (good > 0 && good >= 4 * bad);
}

UnixRows readUnixFile(ProfileLayout layout, std::string_view text)
{
    if (layout == ProfileLayout::Sudoers)
        return readSudoers(text);
    UnixRows out;
    bool header = false;
    bool included = false;
    eachLine(text, [&](std::string_view line, std::uint64_t number) {
        if (layout == ProfileLayout::Lastlog && !header && isLastlogHeader(line)) {
            header = true;
            return true;
        }
        ++out.report.records;
        if (trimmed(line).empty())
            out.report.ignore("import.rule.blank_line", number);
        else if (line.front() == '#')
            out.report.ignore("import.rule.comment", number);
        else if ((layout == ProfileLayout::Passwd || layout == ProfileLayout::Group) && (line.front() == '+' || line.front() == '-')) {
            out.report.ignore("import.rule.directory_entry", number);
            if (!included)
                out.report.warn("import.warn.directory_entry", {beginning(line, 40)}, number);
            included = true;
        } else if (layout == ProfileLayout::Lastlog)
            readLastlogLine(line, number, out);
        else if (layout == ProfileLayout::PasswordStatus)
            readStatusLine(line, number, out);
        else if (layout == ProfileLayout::Passwd || layout == ProfileLayout::Group)
            readColonLine(layout, line, number, out);
        else
            out.report.ignore("import.rule.comment", number);
        return true;
    });
    return out;
}

} // namespace oxseal
