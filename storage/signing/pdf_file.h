// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/pdf/pdf_document.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace oxseal::pdf {

/// A PDF to which an incremental update is added, with its dictionaries edited as text: what pdf::Document reads (tables and streams of
/// cross-references, both at once, objects packed in streams), unless an object's generation is another than 0. Anything else is nullopt.
class File
{
public:
    /// `bytes` must outlive the file.
    [[nodiscard]] static std::optional<File> open(std::string_view bytes);

    /// The text between "n 0 obj" and "endobj", trimmed; of a packed object its text in the stream. It lives as long as the file.
    [[nodiscard]] std::optional<std::string_view> object(int number) const;
    /// Objects in use by number; equal places in two revisions mean the same object.
    [[nodiscard]] const std::map<int, Document::Place>& places() const noexcept { return places_; }
    /// The newest trailer dictionary, or the dictionary of the newest stream of cross-references.
    [[nodiscard]] std::string_view trailer() const noexcept { return trailer_; }
    [[nodiscard]] bool streamed() const noexcept { return streamed_; } ///< the newest cross-references are a stream (PDF 1.5)
    [[nodiscard]] int size() const noexcept { return size_; } ///< first free object number
    [[nodiscard]] std::size_t startXref() const noexcept { return startXref_; }
    [[nodiscard]] std::optional<int> root() const; ///< object number of the catalog
    /// The first part of /ID; "" without one.
    [[nodiscard]] std::string id() const;

private:
    std::string_view bytes_;
    std::shared_ptr<Document> document_;
    std::map<int, Document::Place> places_;
    std::string_view trailer_;
    bool streamed_ = false;
    int size_ = 0;
    std::size_t startXref_ = 0;
};

/// Place and text of the value of a key standing directly in the dictionary ("<<" … ">>").
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> findValue(std::string_view dictionary, std::string_view key);
[[nodiscard]] std::optional<std::string_view> value(std::string_view dictionary, std::string_view key);
/// The dictionary with the value of a key replaced, or the key added before the closing ">>"; "" removes the key. Text
/// without a ">>" is no dictionary and comes back as it is.
[[nodiscard]] std::string withValue(std::string_view dictionary, std::string_view key, std::string_view text);
/// "12 0 R" → 12.
[[nodiscard]] std::optional<int> reference(std::string_view text);
/// A text string: (…) when it is plain ASCII, UTF-16BE in hexadecimal otherwise.
[[nodiscard]] std::string textString(std::string_view utf8);

} // namespace oxseal::pdf
