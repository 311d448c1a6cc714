// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace oxseal::pdf {

/// Just enough of PDF 1.4 to add an incremental update to our own files: classic cross-reference tables and dictionaries
/// edited as text. Anything else is nullopt; nothing here recurses or trusts an offset.
class File
{
public:
    /// `bytes` must outlive the file.
    [[nodiscard]] static std::optional<File> open(std::string_view bytes);

    /// The text between "n g obj" and "endobj", trimmed.
    [[nodiscard]] std::optional<std::string_view> object(int number) const;
    [[nodiscard]] const std::map<int, std::size_t>& offsets() const noexcept { return offsets_; }
    /// The newest trailer dictionary.
    [[nodiscard]] std::string_view trailer() const noexcept { return trailer_; }
    [[nodiscard]] int size() const noexcept { return size_; } ///< first free object number
    [[nodiscard]] std::size_t startXref() const noexcept { return startXref_; }
    [[nodiscard]] std::optional<int> root() const; ///< object number of the catalog

private:
    std::string_view bytes_;
    std::map<int, std::size_t> offsets_;
    std::string_view trailer_;
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
