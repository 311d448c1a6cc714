// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/mail_message.h"

#include "models/core/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace oxseal {
namespace {

constexpr std::size_t kMostBytes = 64U << 20;
constexpr std::size_t kMostHeaders = 256U << 10;
constexpr int kDeepest = 8;
constexpr int kMostParts = 200;

tl::unexpected<Error> invalid(const char* what) { return fail(kMailInvalid, {}, {what}); }

/// Names in lower case; several of one name in their order.
using Headers = std::multimap<std::string, std::string>;

/// One line without its end, which `at` is moved behind.
std::string_view lineAt(std::string_view text, std::size_t& at)
{
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

/// Reads up to the blank line; `at` stands behind it then.
Result<Headers> headersAt(std::string_view text, std::size_t& at)
{
    Headers out;
    auto last = out.end();
    const std::size_t begin = at;
    while (at < text.size()) {
        const std::string_view line = lineAt(text, at);
        if (at - begin > kMostHeaders)
            return invalid("headers");
        if (line.empty())
            return out;
        if (line.front() == ' ' || line.front() == '\t') { // folded
            if (last == out.end())
                return invalid("headers");
            last->second += " " + std::string(trimmed(line));
            continue;
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0)
            return invalid("headers");
        last = out.emplace(lowerAscii(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1))));
    }
    return out;
}

Result<std::string> single(const Headers& headers, const char* name)
{
    const auto [first, last] = headers.equal_range(name);
    if (first == last || std::next(first) != last)
        return invalid(name);
    return first->second;
}
std::string firstOf(const Headers& headers, const char* name)
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

/// The value of a parameter ("boundary", "filename"), unquoted; "" when it is absent.
std::string parameter(std::string_view header, std::string_view name)
{
    bool quoted = false;
    std::size_t begin = 0;
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= header.size(); ++at) {
        if (at < header.size() && header[at] == '"' && (at == 0 || header[at - 1] != '\\'))
            quoted = !quoted;
        if (at == header.size() || (header[at] == ';' && !quoted)) {
            parts.push_back(trimmed(header.substr(begin, at - begin)));
            begin = at + 1;
        }
    }
    for (const std::string_view part : parts) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos || !equalsIgnoringCase(trimmed(part.substr(0, equals)), name))
            continue;
        std::string_view value = trimmed(part.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        std::string out;
        for (std::size_t at = 0; at < value.size(); ++at) {
            if (value[at] == '\\' && at + 1 < value.size())
                ++at;
            out += value[at];
        }
        return out;
    }
    return {};
}

/// "Rita <rita@acme.example>" or the address alone; one sender only.
std::optional<std::string> address(std::string_view from)
{
    std::string bare;
    bool quoted = false;
    for (std::size_t at = 0; at < from.size(); ++at) {
        if (from[at] == '\\' && quoted) {
            ++at;
            continue;
        }
        if (from[at] == '"')
            quoted = !quoted;
        else if (!quoted)
            bare += from[at];
    }
    if (quoted || bare.find(',') != std::string::npos)
        return std::nullopt;
    std::string_view found = trimmed(bare);
    if (const std::size_t open = bare.find('<'); open != std::string::npos) {
        const std::size_t close = bare.find('>', open);
        if (close == std::string::npos || bare.find('<', open + 1) != std::string::npos || !trimmed(std::string_view(bare).substr(close + 1)).empty())
            return std::nullopt;
        found = trimmed(std::string_view(bare).substr(open + 1, close - open - 1));
    }
    const std::size_t at = found.find('@');
    const bool plain = found.find_first_of(" \t<>()") == std::string_view::npos;
    if (!plain || at == std::string_view::npos || at == 0 || at + 1 == found.size() || found.find('@', at + 1) != std::string_view::npos)
        return std::nullopt;
    return lowerAscii(found);
}

std::optional<std::string> base64(std::string_view text)
{
    std::string tight;
    for (const char c : text) {
        if (c != '\r' && c != '\n' && c != ' ' && c != '\t')
            tight += c;
    }
    return fromBase64(tight);
}

std::string quotedPrintable(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '=') {
            out += text[at];
            continue;
        }
        const std::string_view rest = text.substr(at + 1);
        if (rest.substr(0, 2) == "\r\n") {
            at += 2;
        } else if (rest.substr(0, 1) == "\n") {
            at += 1;
        } else if (const auto byte = fromHex(lowerAscii(rest.substr(0, 2))); byte && byte->size() == 1) {
            out += byte->front();
            at += 2;
        } else {
            out += '=';
        }
    }
    return out;
}

class MailReader
{
public:
    explicit MailReader(MailMessage& out) : out_(out) { }

    Status entity(const Headers& headers, std::string_view body, int depth)
    {
        if (depth > kDeepest || ++parts_ > kMostParts)
            return invalid("parts");
        const std::string type = firstOf(headers, "content-type");
        const std::string kind = lowerAscii(trimmed(type.substr(0, type.find(';'))));
        if (kind.rfind("multipart/", 0) == 0)
            return multipart(parameter(type, "boundary"), body, depth);
        const std::string disposition = firstOf(headers, "content-disposition");
        std::string name = parameter(disposition, "filename");
        if (name.empty())
            name = parameter(type, "name");
        const bool file = !name.empty() || lowerAscii(disposition).rfind("attachment", 0) == 0;
        if (!file)
            return {};
        const std::string encoding = lowerAscii(firstOf(headers, "content-transfer-encoding"));
        std::string bytes(body);
        if (encoding == "base64") {
            auto decoded = base64(body);
            if (!decoded)
                return invalid("base64");
            bytes = std::move(*decoded);
        } else if (encoding == "quoted-printable") {
            bytes = quotedPrintable(body);
        }
        out_.attachments.push_back({std::move(name), std::move(bytes)});
        return {};
    }

private:
    Status multipart(const std::string& boundary, std::string_view body, int depth)
    {
        if (boundary.empty() || boundary.size() > 200)
            return invalid("boundary");
        const std::string mark = "--" + boundary;
        std::optional<std::size_t> begin;
        for (std::size_t at = 0; at < body.size();) {
            const std::size_t start = at;
            const std::string_view line = lineAt(body, at);
            if (line.substr(0, mark.size()) != mark)
                continue;
            const std::string_view rest = trimmed(line.substr(mark.size()));
            if (!rest.empty() && rest != "--")
                continue;
            if (begin) {
                // The line end before a boundary belongs to it.
                std::size_t end = start;
                if (end > *begin && body[end - 1] == '\n')
                    --end;
                if (end > *begin && body[end - 1] == '\r')
                    --end;
                OXSEAL_CHECK(part(body.substr(*begin, end - *begin), depth));
            }
            begin = at;
            if (rest == "--")
                return {};
        }
        return invalid("boundary");
    }

    Status part(std::string_view text, int depth)
    {
        std::size_t at = 0;
        OXSEAL_TRY(const Headers headers, headersAt(text, at));
        return entity(headers, text.substr(at), depth + 1);
    }

    MailMessage& out_;
    int parts_ = 0;
};

/// RFC 5322 §3.3, zones as numbers or GMT.
std::optional<Instant> dateOf(std::string_view text)
{
    static constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    std::string bare = lowerAscii(text.substr(0, text.find('(')));
    if (const std::size_t comma = bare.find(','); comma != std::string::npos)
        bare = bare.substr(comma + 1);
    std::vector<std::string> words;
    for (const std::string& word : split(bare, ' ')) {
        if (!trimmed(word).empty())
            words.emplace_back(trimmed(word));
    }
    if (words.size() != 5)
        return std::nullopt;
    const auto month = std::find(kMonths.begin(), kMonths.end(), words[1]);
    std::int64_t day = 0, year = 0;
    if (month == kMonths.end() || !parseInteger(words[0], day) || !parseInteger(words[2], year))
        return std::nullopt;
    const std::string time = words[3].size() == 5 ? words[3] + ":00" : words[3];
    std::string zone = words[4] == "gmt" || words[4] == "ut" || words[4] == "z" ? "+0000" : words[4];
    if (zone.size() != 5)
        return std::nullopt;
    zone.insert(3, ":");
    const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return Instant::fromIso(std::to_string(year) + "-" + two(month - kMonths.begin() + 1) + "-" + two(day) + "T" + time + zone);
}

} // namespace

Result<MailMessage> readMail(ByteView bytes)
{
    if (bytes.size() > kMostBytes)
        return invalid("size");
    const std::string_view text = asText(bytes);
    std::size_t at = 0;
    OXSEAL_TRY(const Headers headers, headersAt(text, at));
    MailMessage out;
    OXSEAL_TRY(const std::string from, single(headers, "from"));
    const auto sender = address(from);
    if (!sender)
        return invalid("from");
    out.from = *sender;
    OXSEAL_TRY(out.date, single(headers, "date"));
    const auto sent = dateOf(out.date);
    if (!sent)
        return invalid("date");
    out.sentAt = *sent;
    OXSEAL_CHECK(MailReader(out).entity(headers, text.substr(at), 0));
    return out;
}

} // namespace oxseal
