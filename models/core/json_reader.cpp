// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/json.h"

#include "models/core/text.h"

#include <charconv>
#include <cmath>

namespace oxseal {
namespace {

constexpr int kDepthLimit = 64;

class Reader
{
public:
    explicit Reader(std::string_view text) : text_(text) { }

    Result<Json> document()
    {
        OXSEAL_TRY(Json value, any(0));
        blanks();
        if (at_ != text_.size())
            return invalid();
        return value;
    }

private:
    tl::unexpected<Error> invalid() const { return fail(kJsonInvalid, "offset " + std::to_string(at_)); }

    void blanks()
    {
        while (at_ < text_.size()
            && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
            ++at_;
    }
    bool take(char c)
    {
        if (at_ >= text_.size() || text_[at_] != c)
            return false;
        ++at_;
        return true;
    }
    bool takeWord(std::string_view word)
    {
        if (text_.substr(at_, word.size()) != word)
            return false;
        at_ += word.size();
        return true;
    }

    Result<Json> any(int depth)
    {
        if (depth > kDepthLimit)
            return fail(kJsonTooDeep, "offset " + std::to_string(at_), {std::to_string(kDepthLimit)});
        blanks();
        if (at_ >= text_.size())
            return invalid();
        switch (text_[at_]) {
        case '{':
            return object(depth);
        case '[':
            return array(depth);
        case '"': {
            OXSEAL_TRY(std::string value, string());
            return Json(std::move(value));
        }
        case 't':
            return takeWord("true") ? Result<Json>(Json(true)) : invalid();
        case 'f':
            return takeWord("false") ? Result<Json>(Json(false)) : invalid();
        case 'n':
            return takeWord("null") ? Result<Json>(Json()) : invalid();
        default:
            return number();
        }
    }

    Result<Json> object(int depth)
    {
        Json::Object members;
        ++at_;
        blanks();
        if (take('}'))
            return Json(std::move(members));
        while (true) {
            blanks();
            if (at_ >= text_.size() || text_[at_] != '"')
                return invalid();
            const std::size_t keyAt = at_;
            OXSEAL_TRY(std::string key, string());
            blanks();
            if (!take(':'))
                return invalid();
            OXSEAL_TRY(Json value, any(depth + 1));
            if (!members.emplace(key, std::move(value)).second)
                return fail(kJsonDuplicateKey, "offset " + std::to_string(keyAt), {key});
            blanks();
            if (take('}'))
                return Json(std::move(members));
            if (!take(','))
                return invalid();
        }
    }

    Result<Json> array(int depth)
    {
        Json::Array items;
        ++at_;
        blanks();
        if (take(']'))
            return Json(std::move(items));
        while (true) {
            OXSEAL_TRY(Json value, any(depth + 1));
            items.push_back(std::move(value));
            blanks();
            if (take(']'))
                return Json(std::move(items));
            if (!take(','))
                return invalid();
        }
    }

    bool hex4(std::uint32_t& out)
    {
        if (at_ + 4 > text_.size())
            return false;
        out = 0;
        const auto [end, status] = std::from_chars(text_.data() + at_, text_.data() + at_ + 4, out, 16);
        if (status != std::errc() || end != text_.data() + at_ + 4)
            return false;
        at_ += 4;
        return true;
    }

    static void appendUtf8(std::string& out, std::uint32_t code)
    {
        const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
        if (code < 0x80) {
            put(code);
        } else if (code < 0x800) {
            put(0xC0U | code >> 6);
            put(0x80U | (code & 0x3FU));
        } else if (code < 0x10000) {
            put(0xE0U | code >> 12);
            put(0x80U | (code >> 6 & 0x3FU));
            put(0x80U | (code & 0x3FU));
        } else {
            put(0xF0U | code >> 18);
            put(0x80U | (code >> 12 & 0x3FU));
            put(0x80U | (code >> 6 & 0x3FU));
            put(0x80U | (code & 0x3FU));
        }
    }

    bool escape(std::string& out)
    {
        if (at_ >= text_.size())
            return false;
        const char c = text_[at_++];
        static constexpr std::string_view from = "\"\\/bfnrt";
        static constexpr std::string_view to = "\"\\/\b\f\n\r\t";
        if (const auto index = from.find(c); index != std::string_view::npos) {
            out.push_back(to[index]);
            return true;
        }
        std::uint32_t code = 0;
        if (c != 'u' || !hex4(code))
            return false;
        if (code >= 0xD800 && code < 0xDC00) {
            std::uint32_t low = 0;
            if (!takeWord("\\u") || !hex4(low) || low < 0xDC00 || low > 0xDFFF)
                return false;
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        } else if (code >= 0xDC00 && code < 0xE000) {
            return false;
        }
        appendUtf8(out, code);
        return true;
    }

    Result<std::string> string()
    {
        std::string out;
        const std::size_t begin = ++at_;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                ++at_;
                if (!isValidUtf8(out))
                    return fail(kJsonInvalid, "offset " + std::to_string(begin));
                return out;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return invalid();
            ++at_;
            if (c != '\\')
                out.push_back(c);
            else if (!escape(out))
                return invalid();
        }
        return invalid();
    }

    Result<Json> number()
    {
        const std::size_t begin = at_;
        const auto digits = [this] {
            const std::size_t from = at_;
            while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9')
                ++at_;
            return at_ - from;
        };
        take('-');
        const std::size_t wholeAt = at_;
        const std::size_t whole = digits();
        if (whole == 0 || (whole > 1 && text_[wholeAt] == '0'))
            return invalid();
        bool integer = true;
        if (take('.')) {
            integer = false;
            if (digits() == 0)
                return invalid();
        }
        if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            integer = false;
            ++at_;
            if (!take('+'))
                take('-');
            if (digits() == 0)
                return invalid();
        }
        const std::string_view token = text_.substr(begin, at_ - begin);
        std::int64_t exact = 0;
        if (integer && token != "-0" && parseInteger(token, exact))
            return Json(exact);
        double value = 0;
        const auto [end, status] = std::from_chars(token.data(), token.data() + token.size(), value);
        if (status != std::errc() || !std::isfinite(value))
            return fail(kJsonInvalid, "offset " + std::to_string(begin));
        return Json(value);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

Result<Json> parseJson(std::string_view text) { return Reader(text).document(); }

} // namespace oxseal
