// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"
#include "storage/pdf/pdf_value.h"

#include <map>

namespace oxseal::pdf {

inline constexpr ErrorCode kDamaged{"pdf.damaged", ErrorClass::Input};
inline constexpr ErrorCode kEncrypted{"pdf.encrypted", ErrorClass::Input};
inline constexpr ErrorCode kTooLarge{"pdf.too_large", ErrorClass::Input};

/// A stream, or any other object as stored.
struct Object
{
    Value value; ///< of a stream: its dictionary
    bool stream = false;
    std::string_view raw; ///< of a stream: its bytes as they lie in the file
};

/// A PDF that anybody's program has saved: cross-reference tables and streams, both at once, updates, object streams (Flate with
/// predictors). It is read, never repaired, and bounded: 64 MiB, 500,000 objects, 256 updates, what inflates to 256 MiB in all, and
/// the work of Budget. kEncrypted for any encryption, kTooLarge for a bound, kDamaged for all else.
class Document
{
public:
    /// `bytes` must outlive the document.
    [[nodiscard]] static Result<Document> open(std::string_view bytes);

    /// The newest trailer dictionary.
    [[nodiscard]] const Value& trailer() const noexcept { return trailer_; }
    [[nodiscard]] const Value& catalogReference() const noexcept { return trailer_.at("Root"); }
    /// An object by number; Null when it is free or was never written.
    [[nodiscard]] Result<Object> object(std::int64_t number);
    /// The value itself, or the value that a reference leads to; loops end in kDamaged.
    [[nodiscard]] Result<Value> resolved(const Value& value);
    /// A stream's bytes without its filters; only Flate is known.
    [[nodiscard]] Result<std::string> decoded(const Object& stream);
    /// The text of an object that lies in an object stream, as it stands there, for as long as the document lives; kDamaged for others.
    [[nodiscard]] Result<std::string_view> packedText(std::int64_t number);
    /// Where each object in use is written; equal places in two revisions of one file mean the same object.
    struct Place
    {
        enum class Kind : std::uint8_t { Free, Offset, Compressed };
        Kind kind = Kind::Free;
        std::size_t at = 0; ///< offset in the file, or number of the object stream
        std::size_t index = 0; ///< in the object stream
        friend bool operator==(const Place&, const Place&) = default;
    };
    [[nodiscard]] const std::map<std::int64_t, Place>& places() const noexcept { return places_; }

private:
    struct Packed
    {
        std::string bytes;
        std::vector<std::pair<std::int64_t, std::size_t>> index; ///< number and place of each object
    };
    using Places = std::map<std::int64_t, Place>;

    explicit Document(std::string_view bytes) : bytes_(bytes) { }
    Status load();
    Status section(std::size_t at, Places& places, Value& trailer);
    Status table(Parser& parser, Places& places, Value& trailer);
    Status stream(std::size_t at, Places& places, Value& trailer);
    [[nodiscard]] Result<Object> objectAt(std::size_t at, std::int64_t number);
    [[nodiscard]] Result<Object> packedObject(const Place& place, std::int64_t number);
    [[nodiscard]] Result<const Packed*> packed(std::size_t number);
    /// Why reading stopped: out of budget, or broken.
    [[nodiscard]] Error stopped() const;

    std::string_view bytes_;
    Places places_;
    Value trailer_;
    std::map<std::size_t, Packed> packed_;
    Budget budget_;
    std::size_t entries_ = 0;
    int depth_ = 0; ///< of objects needed to read an object
};

/// Flate with the predictor of its /DecodeParms (ISO 32000-1, 7.4.4), at most `most` bytes.
[[nodiscard]] Result<std::string> inflated(std::string_view bytes, const Value& parameters, std::size_t most);

} // namespace oxseal::pdf
