// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pdf/pdf_document.h"

// Says which of two ways of sharing the headers offer; this file uses neither.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Pl_Flate.hh>

#include <cstdlib>
#include <exception>

namespace oxseal::pdf {
namespace {

struct Overflow : std::exception
{ };

/// Keeps what arrives, up to a bound.
class Sink : public Pipeline
{
public:
    explicit Sink(std::size_t most) : Pipeline("sink", nullptr), most_(most) { }
    void write(unsigned char const* data, size_t size) override
    {
        if (size > most_ - bytes.size())
            throw Overflow();
        bytes.append(reinterpret_cast<const char*>(data), size);
    }
    void finish() override { }
    std::string bytes;

private:
    std::size_t most_;
};

std::int64_t parameter(const Value& parameters, const char* key, std::int64_t usual)
{
    const Value& value = parameters.at(key);
    return value.is(Value::Kind::Integer) ? value.number : usual;
}

int paeth(int a, int b, int c)
{
    const int pa = std::abs(b - c);
    const int pb = std::abs(a - c);
    const int pc = std::abs(a + b - 2 * c);
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/// PNG predictors: each row begins with its own kind. A row that is cut is left out.
std::optional<std::string> withoutPng(std::string_view bytes, std::size_t row, std::size_t pixel)
{
    std::string out;
    out.reserve(bytes.size());
    std::string before(row, '\0');
    for (std::size_t at = 0; at + row < bytes.size(); at += row + 1) {
        const int kind = bytes[at];
        std::string line(bytes.substr(at + 1, row));
        for (std::size_t i = 0; i < row; ++i) {
            const auto byte = [](char c) { return static_cast<int>(static_cast<unsigned char>(c)); };
            const int left = i >= pixel ? byte(line[i - pixel]) : 0;
            const int corner = i >= pixel ? byte(before[i - pixel]) : 0;
            const int above = byte(before[i]);
            int add = 0;
            switch (kind) {
            case 0: break;
            case 1: add = left; break;
            case 2: add = above; break;
            case 3: add = (left + above) / 2; break;
            case 4: add = paeth(left, above, corner); break;
            default: return std::nullopt;
            }
            line[i] = static_cast<char>((byte(line[i]) + add) & 255);
        }
        out += line;
        before = std::move(line);
    }
    return out;
}

} // namespace

Result<std::string> inflated(std::string_view bytes, const Value& parameters, std::size_t most)
{
    Sink sink(most);
    try {
        Pl_Flate flate("flate", &sink, Pl_Flate::a_inflate);
        flate.write(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
        flate.finish();
    } catch (const Overflow&) {
        return fail(kTooLarge);
    } catch (const std::exception&) {
        return fail(kDamaged);
    }
    const std::int64_t predictor = parameter(parameters, "Predictor", 1);
    if (predictor == 1)
        return std::move(sink.bytes);
    const std::int64_t colors = parameter(parameters, "Colors", 1);
    const std::int64_t bits = parameter(parameters, "BitsPerComponent", 8);
    const std::int64_t columns = parameter(parameters, "Columns", 1);
    // TIFF's predictor (2) is for pictures; no program packs objects with it.
    if (predictor < 10 || predictor > 15 || colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1'000'000)
        return fail(kDamaged);
    auto plain = withoutPng(sink.bytes, static_cast<std::size_t>((colors * bits * columns + 7) / 8), static_cast<std::size_t>((colors * bits + 7) / 8));
    if (!plain)
        return fail(kDamaged);
    return std::move(*plain);
}

} // namespace oxseal::pdf
