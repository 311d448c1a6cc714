// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/bai2_record.h"

#include "models/core/text.h"

#include <algorithm>

namespace oxseal {

std::string_view Bai2Fields::next()
{
    if (!more())
        return {};
    const auto piece = record_.pieces[piece_];
    const auto comma = piece.find(',', at_);
    const auto field = trimmed(piece.substr(at_, comma == std::string_view::npos ? comma : comma - at_));
    if (comma == std::string_view::npos) {
        ++piece_;
        at_ = 0;
    } else {
        at_ = comma + 1;
    }
    return field;
}

bool Bai2Fields::funds(std::string_view& date)
{
    const auto type = next();
    if (type.size() > 1)
        return false;
    switch (type.empty() ? '0' : type.front()) {
    case 'S':
    case 's':
        for (int i = 0; i < 3; ++i)
            (void)next();
        return true;
    case 'V':
    case 'v':
        date = next();
        (void)next(); // the time
        return true;
    case 'D':
    case 'd': {
        std::int64_t pairs = 0;
        if (!parseInteger(next(), pairs) || pairs < 0)
            return false;
        for (; pairs > 0 && more(); --pairs) {
            (void)next();
            (void)next();
        }
        return pairs == 0;
    }
    default: return std::string_view("012Zz").find(type.empty() ? '0' : type.front()) != std::string_view::npos;
    }
}

std::string Bai2Fields::text(std::size_t full)
{
    std::string out;
    for (; more(); ++piece_, at_ = 0) {
        const auto part = record_.pieces[piece_].substr(at_);
        const bool runsOn = piece_ > 0 && record_.lengths[piece_ - 1] >= full;
        if (!out.empty() && !part.empty() && !runsOn && out.back() != ' ' && part.front() != ' ')
            out.push_back(' ');
        out.append(part);
    }
    return std::string(trimmed(out));
}

std::optional<std::int64_t> bai2Amount(std::string_view text)
{
    const bool negative = !text.empty() && text.front() == '-';
    if (negative || (!text.empty() && text.front() == '+'))
        text.remove_prefix(1);
    std::int64_t value = 0;
    if (text.empty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })
        || !parseInteger(text, value))
        return std::nullopt;
    return negative ? -value : value;
}

bool bai2RecordFollows(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos || begin == 0)
        return false;
    text.remove_prefix(begin);
    if (text.size() < 4 || text[2] != ',')
        return false;
    const auto code = text.substr(0, 2);
    const auto rest = text.substr(3);
    const auto digit = [rest](std::size_t at) { return at < rest.size() && rest[at] >= '0' && rest[at] <= '9'; };
    if (code == "16")
        return digit(0) && digit(1) && digit(2) && rest.size() > 3 && rest[3] == ',';
    if (code == "49" || code == "98" || code == "99")
        return digit(0) || ((rest[0] == '+' || rest[0] == '-') && digit(1));
    return code == "01" || code == "02" || code == "03" || code == "88";
}

Bai2Direction bai2Direction(std::string_view type)
{
    std::int64_t code = 0;
    if (type.size() != 3 || !std::all_of(type.begin(), type.end(), [](char c) { return c >= '0' && c <= '9'; })
        || !parseInteger(type, code))
        return Bai2Direction::None;
    const auto within = [code](std::int64_t from, std::int64_t to) { return code >= from && code <= to; };
    if (code == 100 || code == 400)
        return Bai2Direction::Total;
    if (within(101, 399) || within(720, 728) || within(920, 959))
        return Bai2Direction::Credit;
    if (within(401, 699) || code == 760 || within(960, 999))
        return Bai2Direction::Debit;
    return Bai2Direction::None;
}

} // namespace oxseal
