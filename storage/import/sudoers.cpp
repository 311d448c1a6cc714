// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/unix_files.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string_view>

namespace oxseal {
namespace {

constexpr std::size_t kMostRows = 200'000; ///< aliases multiply; a file beyond this is no configuration any more

struct Line
{
    std::string text;
    std::uint64_t number = 0;
    std::uint64_t records = 1; ///< lines of the file it was joined from
};

/// A number sign begins a comment, except before digits (a uid or gid) and in an include directive (sudoers(5), "Other
/// special characters").
std::size_t commentAt(std::string_view line)
{
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\') {
            ++i;
        } else if (line[i] == '"') {
            quoted = !quoted;
        } else if (line[i] == '#' && !quoted) {
            const bool number = i + 1 < line.size() && line[i + 1] >= '0' && line[i + 1] <= '9';
            const bool include = i == 0 && line.substr(0, 8) == "#include";
            if (!number && !include)
                return i;
        }
    }
    return line.size();
}

std::vector<Line> logicalLines(std::string_view text)
{
    std::vector<Line> out;
    std::uint64_t number = 0;
    bool open = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        const bool continues = !line.empty() && line.back() == '\\' && commentAt(line) == line.size();
        if (continues)
            line.remove_suffix(1);
        if (open) {
            out.back().text += " " + std::string(line);
            ++out.back().records;
        } else {
            out.push_back({std::string(line), number, 1});
        }
        open = continues;
    }
    return out;
}

/// Cuts at a separator outside quotes, brackets and escapes; a backslash before the separator keeps it as a character.
std::vector<std::string> cut(std::string_view text, char separator)
{
    std::vector<std::string> out(1);
    bool quoted = false;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\' && i + 1 < text.size()) {
            if (text[i + 1] != separator)
                out.back().push_back(c);
            out.back().push_back(text[++i]);
            continue;
        }
        if (c == '"')
            quoted = !quoted;
        depth += !quoted && c == '(' ? 1 : !quoted && c == ')' && depth > 0 ? -1 : 0;
        if (c == separator && !quoted && depth == 0)
            out.emplace_back();
        else
            out.back().push_back(c);
    }
    for (auto& part : out)
        part = std::string(trimmed(part));
    return out;
}

std::string unquoted(std::string text)
{
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        return text.substr(1, text.size() - 2);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            ++i;
        out.push_back(text[i]);
    }
    return out;
}

bool aliasName(std::string_view text)
{
    return !text.empty() && text.front() >= 'A' && text.front() <= 'Z' && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

using Aliases = std::map<std::string, std::vector<std::string>>;

class Reader
{
public:
    explicit Reader(std::string_view text)
        : lines_(logicalLines(text))
    {
    }

    UnixRows read()
    {
        for (const auto& line : lines_) {
            out_.report.records += line.records;
            sort(line);
        }
        // Aliases may stand below their use.
        for (const Line* line : specs_)
            readSpec(*line);
        return std::move(out_);
    }

private:
    void ignore(const char* rule, const Line& line) { out_.report.ignore(rule, line.number, line.records); }

    void reject(const Line& line, const char* reason, std::string argument)
    {
        out_.report.reject(line.number, reason, {std::move(argument)});
        if (line.records > 1)
            out_.report.ignore("import.rule.continued_line", line.number + 1, line.records - 1);
    }

    void sort(const Line& line)
    {
        const std::string_view text = trimmed(std::string_view(line.text).substr(0, commentAt(line.text)));
        const std::string_view first = text.substr(0, text.find_first_of(" \t"));
        if (text.empty())
            return ignore(trimmed(line.text).empty() ? "import.rule.blank_line" : "import.rule.comment", line);
        if (first == "@include" || first == "@includedir" || first == "#include" || first == "#includedir") {
            ignore("import.rule.sudoers_include", line);
            out_.report.warn("import.warn.sudoers_include", {std::string(trimmed(text.substr(first.size())))}, line.number);
            return;
        }
        if (first.substr(0, 8) == "Defaults")
            return ignore("import.rule.sudoers_defaults", line);
        for (const std::string_view kind : {"User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias"}) {
            if (first == kind)
                return readAliases(kind, text.substr(kind.size()), line);
        }
        specs_.push_back(&line);
    }

    /// NAME = a, b : OTHER = c
    void readAliases(std::string_view kind, std::string_view text, const Line& line)
    {
        for (const auto& one : cut(text, ':')) {
            const auto equals = one.find('=');
            const std::string name(trimmed(std::string_view(one).substr(0, equals)));
            if (equals == std::string::npos || !aliasName(name))
                return reject(line, "import.sudoers_line", beginning(trimmed(line.text), 80));
            Aliases& aliases = kind == "User_Alias" ? users_ : kind == "Cmnd_Alias" || kind == "Cmd_Alias" ? commands_ : others_;
            aliases[name] = cut(std::string_view(one).substr(equals + 1), ',');
        }
        ignore("import.rule.sudoers_alias", line);
    }

    /// The members of an alias, and of those it names; a name that is no alias stands for itself.
    void resolve(const Aliases& aliases, const std::string& name, std::set<std::string>& open, std::vector<std::string>& members) const
    {
        const auto found = aliases.find(name);
        if (found == aliases.end() || open.count(name) != 0 || members.size() > kMostRows) {
            members.push_back(name);
            return;
        }
        open.insert(name);
        for (const auto& member : found->second)
            resolve(aliases, member, open, members);
        open.erase(name);
    }

    std::vector<std::string> resolved(const Aliases& aliases, const std::vector<std::string>& names) const
    {
        std::vector<std::string> members;
        for (const auto& name : names) {
            std::set<std::string> open;
            resolve(aliases, name, open, members);
        }
        return members;
    }

    /// users hosts = commands [: hosts = commands]
    void readSpec(const Line& line)
    {
        const std::string text(trimmed(std::string_view(line.text).substr(0, commentAt(line.text))));
        const auto parts = cut(text, ':');
        // "NOPASSWD:" and "(root:root)" hold the separator too: what has no equals sign belongs to the part before it.
        std::vector<std::string> specs;
        for (const auto& part : parts) {
            const bool begins = part.find('=') != std::string::npos && !insideCommand(part);
            if (specs.empty() || begins)
                specs.push_back(part);
            else
                specs.back() += ":" + part;
        }
        std::vector<std::string> users;
        const std::size_t before = out_.rows.size();
        bool understood = true;
        for (std::size_t i = 0; i < specs.size() && understood; ++i) {
            const auto equals = specs[i].find('=');
            const std::string head(trimmed(std::string_view(specs[i]).substr(0, equals)));
            const std::size_t gap = i == 0 ? hostsAt(head) : 0;
            understood = equals != std::string::npos && !head.empty() && gap != std::string::npos;
            if (!understood)
                break;
            if (i == 0)
                users = cut(std::string_view(head).substr(0, gap), ',');
            readCommands(resolved(users_, users), std::string(trimmed(std::string_view(head).substr(gap))), specs[i].substr(equals + 1), line);
        }
        if (!understood || out_.rows.size() == before) {
            out_.rows.resize(before); // a line is taken whole or not at all
            out_.lines.resize(before);
            return reject(line, "import.sudoers_line", beginning(text, 80));
        }
        ++out_.report.accepted;
        if (line.records > 1)
            out_.report.ignore("import.rule.continued_line", line.number + 1, line.records - 1);
    }

    /// An equals sign in a command's arguments does not begin "hosts = commands".
    static bool insideCommand(const std::string& part)
    {
        const auto equals = part.find('=');
        const auto slash = part.find('/');
        return slash != std::string::npos && slash < equals;
    }

    /// Users and hosts are lists whose commas may have blanks around them; the blank between two words without a comma parts them.
    static std::size_t hostsAt(const std::string& head)
    {
        bool quoted = false;
        for (std::size_t i = 0; i < head.size(); ++i) {
            if (head[i] == '\\') {
                ++i;
                continue;
            }
            quoted = head[i] == '"' ? !quoted : quoted;
            if (quoted || (head[i] != ' ' && head[i] != '\t'))
                continue;
            const std::size_t next = head.find_first_not_of(" \t", i);
            if (next == std::string::npos)
                return next;
            if (head[next] != ',' && (i == 0 || head[i - 1] != ','))
                return next;
            i = head[next] == ',' ? next : next - 1;
        }
        return std::string::npos;
    }

    /// [(runas)] [TAG:]* command, …; both hold for the commands after them too.
    void readCommands(const std::vector<std::string>& users, const std::string& hosts, const std::string& list, const Line& line)
    {
        std::string runas = "root";
        bool noPassword = false;
        for (std::string command : cut(list, ',')) {
            for (bool more = true; more;) {
                more = false;
                if (!command.empty() && command.front() == '(') {
                    const auto close = std::min(command.find(')'), command.size());
                    runas = std::string(trimmed(std::string_view(command).substr(1, close - 1)));
                    command = std::string(trimmed(std::string_view(command).substr(std::min(close + 1, command.size()))));
                    more = true;
                }
                const auto colon = command.find(':');
                const std::string_view tag = std::string_view(command).substr(0, colon);
                if (colon != std::string::npos && aliasName(trimmed(tag))) {
                    noPassword = trimmed(tag) == "NOPASSWD" || (noPassword && trimmed(tag) != "PASSWD");
                    command = std::string(trimmed(std::string_view(command).substr(colon + 1)));
                    more = true;
                }
            }
            if (command.empty())
                continue;
            for (const auto& one : resolved(commands_, {command}))
                addRows(users, hosts, runas, noPassword, one, line);
        }
    }

    void addRows(const std::vector<std::string>& users, const std::string& hosts, const std::string& runas, bool noPassword,
        const std::string& command, const Line& line)
    {
        if (!command.empty() && command.front() == '!')
            out_.report.warn("import.warn.sudoers_negation", {beginning(command, 80)}, line.number);
        for (const auto& written : users) {
            if (written.empty())
                continue;
            if (written.front() == '!') {
                out_.report.warn("import.warn.sudoers_negation", {written}, line.number);
                continue;
            }
            if (out_.rows.size() >= kMostRows)
                return;
            const bool group = written.front() == '%';
            const bool net = written.front() == '+';
            const bool number = written.front() == '#';
            std::string kind = group ? "group" : net ? "netgroup" : number ? "uid" : written == "ALL" ? "all" : "user";
            std::string who = unquoted(group || net || number ? written.substr(1) : written);
            if (group && !who.empty() && (who.front() == '#' || who.front() == ':'))
                kind = "netgroup"; // a gid, or a group of another source: not in the group file by name
            out_.rows.push_back({std::move(kind), std::move(who), hosts, runas, noPassword ? "true" : "false", command});
            out_.lines.push_back(line.number);
        }
    }

    std::vector<Line> lines_;
    std::vector<const Line*> specs_;
    Aliases users_;
    Aliases commands_;
    Aliases others_;
    UnixRows out_;
};

} // namespace

UnixRows readSudoers(std::string_view text) { return Reader(text).read(); }

} // namespace oxseal
