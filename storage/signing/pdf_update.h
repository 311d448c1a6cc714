// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/signing/pdf_file.h"

#include <vector>

namespace oxseal::pdf {

/// "12" → "12 0 R".
[[nodiscard]] std::string reference(int number);

/// Collects the objects of one incremental update and writes them with their cross-reference section: a table where the newest one of the
/// file is a table, a stream where it is a stream (ISO 32000-1, 7.5.8; a file that mixes them is not read by every program).
class Update
{
public:
    /// `file` was read from `pdf` and must outlive the update.
    Update(std::string_view pdf, const File& file);
    /// A free object number.
    [[nodiscard]] int fresh() { return next_++; }
    /// Writes an object, a new one or one that takes the place of an older.
    void put(int number, std::string_view body);
    [[nodiscard]] std::size_t size() const noexcept { return out_.size(); } ///< bytes written so far
    /// The whole file. `id` is the value of /ID.
    [[nodiscard]] std::string finish(const std::string& id);

private:
    const File& file_;
    std::string out_;
    std::map<int, std::size_t> places_;
    int next_;

    [[nodiscard]] std::string table(const std::string& id) const;
    [[nodiscard]] std::string stream(const std::string& id, std::size_t start);
};

/// The pages' object numbers in their order; bounded, since a hostile tree may be a loop. Empty: not a tree.
[[nodiscard]] std::vector<int> pagesOf(const File& file);

/// Adds widgets to a page's annotations, wherever Qt or an earlier update put them. False when those are no array.
[[nodiscard]] bool annotate(Update& update, const File& file, int page, const std::vector<int>& widgets);

/// "[a b]" with further references; nullopt for no array.
[[nodiscard]] std::optional<std::string> withElements(std::string_view array, const std::vector<int>& numbers);

} // namespace oxseal::pdf
