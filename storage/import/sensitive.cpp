// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/sensitive.h"

#include "models/core/text.h"
#include "storage/import/sensitive_headers.h"
#include "storage/import/sensitive_values.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace oxseal {
namespace {

constexpr std::size_t kSampledRows = 5000;

constexpr std::array<std::pair<SensitiveClass, bool (*)(std::string_view)>, 5> kContentRules = {{
    {SensitiveClass::PasswordHash, looksLikeHash},
    {SensitiveClass::KeySecret, looksLikeSecret},
    {SensitiveClass::TaxId, looksLikeSsn},
    {SensitiveClass::BankAccount, looksLikeIban},
    {SensitiveClass::CardNumber, looksLikeCard},
}};

bool neverKept(SensitiveClass sensitive)
{
    return sensitive == SensitiveClass::PasswordHash || sensitive == SensitiveClass::KeySecret;
}

struct ColumnSample
{
    std::optional<SensitiveHeader> header;
    std::size_t filled = 0;
    std::size_t announced = 0; ///< values that may be what the words of the header say
    std::array<std::size_t, kContentRules.size()> hits{};
};

/// A single hash or secret gives a column away; numbers must make up most of it, since they also occur by chance.
std::optional<SensitiveClass> byContent(const ColumnSample& sample)
{
    for (std::size_t r = 0; r < kContentRules.size(); ++r) {
        const auto hits = sample.hits[r];
        if (hits > 0 && (neverKept(kContentRules[r].first) || hits * 10 >= sample.filled * 8))
            return kContentRules[r].first;
    }
    return std::nullopt;
}

std::optional<SensitiveClass> byHeader(const ColumnSample& sample)
{
    if (!sample.header || (sample.header->byWord && sample.announced * 2 < sample.filled))
        return std::nullopt;
    return sample.header->sensitive;
}

void weigh(const std::vector<std::string_view>& cells, std::vector<ColumnSample>& samples)
{
    if (samples.size() < cells.size())
        samples.resize(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const auto cell = trimmed(cells[c]);
        if (cell.empty())
            continue;
        auto& sample = samples[c];
        ++sample.filled;
        sample.announced += sample.header && sample.header->byWord && likeAnnounced(sample.header->sensitive, cell) ? 1U : 0U;
        for (std::size_t r = 0; r < kContentRules.size(); ++r)
            sample.hits[r] += cell.size() >= kSsnLength && kContentRules[r].second(cell) ? 1U : 0U;
    }
}

std::string masked(std::string_view value)
{
    value = trimmed(value);
    if (value.empty())
        return {};
    return value.size() <= 4 ? "****" : "****" + std::string(value.substr(value.size() - 4));
}

/// The social security numbers in a text masked one by one; what stands around them stays.
std::string maskedWithin(std::string_view text)
{
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = findSsn(text); at != std::string_view::npos; at = findSsn(text, done)) {
        out.append(text.substr(done, at - done)).append(masked(text.substr(at, kSsnLength)));
        done = at + kSsnLength;
    }
    return out.append(text.substr(done));
}

/// A cell in the file's own dialect.
void writeCell(std::string& out, std::string_view cell, const CsvDialect& dialect)
{
    if (dialect.blanks && cell.empty()) {
        out.push_back('-'); // an empty cell would vanish between blanks
        return;
    }
    const bool plain = dialect.quote == '\0' || (cell.find_first_of("\"\r\n") == std::string_view::npos
            && cell.find(dialect.delimiter) == std::string_view::npos
            && !(dialect.blanks && cell.find('\t') != std::string_view::npos));
    if (plain) {
        out.append(cell);
        return;
    }
    out.push_back('"');
    for (const char c : cell) {
        if (c == '"')
            out.push_back('"');
        out.push_back(c);
    }
    out.push_back('"');
}

} // namespace

const char* name(SensitiveClass sensitive) noexcept
{
    switch (sensitive) {
    case SensitiveClass::PasswordHash: return "password_hash";
    case SensitiveClass::KeySecret: return "key_secret";
    case SensitiveClass::TaxId: return "tax_id";
    case SensitiveClass::BirthDate: return "birth_date";
    case SensitiveClass::Pay: return "pay";
    case SensitiveClass::BankAccount: return "bank_account";
    case SensitiveClass::CardNumber: return "card_number";
    }
    return "";
}

Json Redaction::toJson() const
{
    if (!any())
        return {};
    Json::Array out;
    const auto action = [](SensitiveAction taken) { return taken == SensitiveAction::Mask ? "mask" : "drop"; };
    for (const auto& column : columns) {
        Json one;
        one.set("column", static_cast<std::int64_t>(column.column + 1)).set("header", column.header);
        one.set("class", name(column.sensitive)).set("rule", column.rule).set("action", action(column.action));
        out.push_back(std::move(one));
    }
    for (const auto& cell : cells) {
        Json one;
        one.set("column", static_cast<std::int64_t>(cell.column + 1)).set("header", cell.header).set("class", name(cell.sensitive));
        one.set("rule", cell.aboveHeader ? "above_header" : "cell").set("action", action(cell.action)).set("cells", Json(cell.count));
        Json::Array lines;
        for (const auto line : cell.lines)
            lines.emplace_back(static_cast<std::int64_t>(line));
        one.set("lines", Json(std::move(lines)));
        out.push_back(std::move(one));
    }
    for (const auto& left : beside)
        out.push_back(Json().set("header", left).set("class", "not_read").set("rule", "workbook").set("action", "drop"));
    return Json(std::move(out));
}

std::vector<SensitiveColumn> findSensitive(std::string_view text, const SensitiveScan& scan)
{
    CsvReader reader(text, scan.dialect);
    std::vector<std::string_view> cells;
    std::vector<std::string> header;
    std::vector<ColumnSample> samples;
    // Where people's data are expected every row counts; books of account are sampled.
    const std::size_t most = scan.secretsOnly ? kSampledRows : static_cast<std::size_t>(-1);
    for (std::size_t row = 0; row < most && reader.next(cells);) {
        if (scan.header && reader.line() < scan.headerLine)
            continue;
        if (scan.header && reader.line() == scan.headerLine) {
            header.assign(cells.begin(), cells.end());
            samples.resize(std::max(samples.size(), header.size()));
            for (std::size_t c = 0; c < header.size(); ++c)
                samples[c].header = sensitiveHeader(header[c]);
        } else {
            weigh(cells, samples);
        }
        ++row;
    }
    std::vector<SensitiveColumn> found;
    for (std::size_t c = 0; c < samples.size(); ++c) {
        const auto head = byHeader(samples[c]);
        const auto content = byContent(samples[c]);
        const auto named = scan.declared.find(c);
        const auto declared = named == scan.declared.end() ? std::optional<SensitiveClass>() : std::optional(named->second);
        const auto sensitive = content ? content : declared ? declared : head;
        if (!sensitive)
            continue;
        const bool needed = std::find(scan.wanted.begin(), scan.wanted.end(), c) != scan.wanted.end();
        if ((needed || scan.secretsOnly) && !neverKept(*sensitive) && *sensitive != SensitiveClass::TaxId)
            continue;
        if (samples[c].filled == 0)
            continue; // nothing stands in it
        found.push_back({c, c < header.size() ? std::string(trimmed(header[c])) : std::string(), *sensitive,
            content ? "content" : declared ? "profile" : "header", SensitiveAction::Drop});
    }
    return found;
}

namespace {

/// Writes a text again without what must not be kept.
class Redactor
{
public:
    Redactor(const SensitiveScan& scan, const std::vector<SensitiveColumn>& columns) : scan_(scan)
    {
        for (const auto& column : columns) {
            if (at_.size() <= column.column)
                at_.resize(column.column + 1, nullptr);
            at_[column.column] = &column;
        }
    }

    /// Line for line the same file: records that hold line ends keep theirs inside quotes.
    void run(std::string_view text)
    {
        CsvReader reader(text, scan_.dialect);
        std::vector<std::string_view> cells;
        bytes.reserve(text.size());
        while (reader.next(cells)) {
            line_ = reader.line();
            above_ = scan_.header && line_ < scan_.headerLine;
            const bool header = scan_.header && line_ == scan_.headerLine;
            if (header)
                header_.assign(cells.begin(), cells.end());
            announced_.reset();
            for (std::size_t c = 0; c < cells.size(); ++c) {
                if (c > 0)
                    bytes.push_back(scan_.dialect.delimiter);
                writeCell(bytes, header ? cells[c] : above_ ? aboveHeader(c, cells[c]) : inBody(c, cells[c]), scan_.dialect);
            }
            bytes.push_back('\n');
        }
    }

    std::string bytes;
    std::vector<SensitiveCells> found;

private:
    std::string_view inBody(std::size_t column, std::string_view cell)
    {
        const auto* rule = column < at_.size() ? at_[column] : nullptr;
        if (rule != nullptr)
            return written_ = rule->action == SensitiveAction::Mask ? masked(cell) : std::string();
        return withoutSsn(column, cell);
    }

    std::string_view withoutSsn(std::size_t column, std::string_view cell)
    {
        if (findSsn(cell) == std::string_view::npos)
            return cell;
        note(column, SensitiveClass::TaxId, SensitiveAction::Mask);
        return written_ = maskedWithin(cell);
    }

    /// Nobody reads these lines, but they are kept: hashes, secrets, numbers, and what a label beside it announces.
    std::string_view aboveHeader(std::size_t column, std::string_view cell)
    {
        const auto text = trimmed(cell);
        const auto announced = std::exchange(announced_, std::nullopt);
        if (text.empty())
            return cell;
        announced_ = sensitiveHeader(text);
        if (announced && !scan_.secretsOnly && likeAnnounced(announced->sensitive, text)) {
            announced_.reset();
            return taken(column, announced->sensitive, text);
        }
        for (const auto& [sensitive, looksLike] : kContentRules) {
            const bool books = scan_.secretsOnly && !neverKept(sensitive);
            if (!books && sensitive != SensitiveClass::TaxId && looksLike(text))
                return taken(column, sensitive, text);
        }
        return withoutSsn(column, cell);
    }

    std::string_view taken(std::size_t column, SensitiveClass sensitive, std::string_view text)
    {
        const bool drop = neverKept(sensitive);
        note(column, sensitive, drop ? SensitiveAction::Drop : SensitiveAction::Mask);
        return written_ = drop ? std::string() : masked(text);
    }

    void note(std::size_t column, SensitiveClass sensitive, SensitiveAction action)
    {
        auto one = std::find_if(found.begin(), found.end(), [&](const SensitiveCells& known) {
            return known.aboveHeader == above_ && known.sensitive == sensitive && (above_ || known.column == column);
        });
        if (one == found.end()) {
            const std::string header = !above_ && column < header_.size() ? std::string(trimmed(header_[column])) : std::string();
            one = found.insert(found.end(), {column, header, sensitive, action, above_, 0, {}});
        }
        if (++one->count <= SensitiveCells::kMostLines)
            one->lines.push_back(line_);
    }

    const SensitiveScan& scan_;
    std::vector<const SensitiveColumn*> at_; ///< by column; nullptr = kept
    std::vector<std::string> header_;
    std::optional<SensitiveHeader> announced_; ///< by the cell before, above the header
    std::string written_; ///< holds the cell that was changed last
    std::uint64_t line_ = 0;
    bool above_ = false;
};

/// The text down to its header, for a look at what stands above.
std::string_view upToHeader(std::string_view text, const SensitiveScan& scan)
{
    if (!scan.header || scan.headerLine <= 1)
        return {};
    CsvReader reader(text, scan.dialect);
    std::vector<std::string_view> cells;
    while (reader.nextLine() < scan.headerLine && reader.next(cells)) { }
    return text.substr(0, reader.offset());
}

bool cleanAboveHeader(std::string_view text, const SensitiveScan& scan)
{
    Redactor look(scan, {});
    look.run(upToHeader(text, scan));
    return look.found.empty();
}

Error refused(const Redaction& redaction)
{
    std::vector<std::string> names;
    for (const auto& column : redaction.columns)
        names.push_back(column.header.empty() ? "column " + std::to_string(column.column + 1) : column.header);
    for (const auto& cell : redaction.cells)
        names.push_back((cell.header.empty() ? cell.aboveHeader ? "above the header" : "column " + std::to_string(cell.column + 1) : cell.header)
            + " (line " + std::to_string(cell.lines.front()) + ")");
    return Error(kSensitiveRefused, {}, {join(names, ", ")});
}

} // namespace

Result<Redaction> redact(std::string_view text, const SensitiveScan& scan, const SensitivePolicy& policy)
{
    Redaction redaction;
    if (policy.kept)
        return redaction;
    redaction.columns = findSensitive(text, scan);
    if (redaction.columns.empty() && findSsn(text) == std::string_view::npos && cleanAboveHeader(text, scan))
        return redaction;
    for (auto& column : redaction.columns)
        column.action = neverKept(column.sensitive) ? SensitiveAction::Drop : policy.action;
    Redactor redactor(scan, redaction.columns);
    redactor.run(text);
    redaction.cells = std::move(redactor.found);
    if (!redaction.any())
        return redaction;
    if (policy.action == SensitiveAction::Refuse)
        return tl::unexpected<Error>(refused(redaction));
    redaction.bytes = std::move(redactor.bytes);
    return redaction;
}

} // namespace oxseal
