// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"
#include "storage/import/import_report.h"

#include <string>
#include <string_view>
#include <vector>

/// Lists of records as the interfaces of systems answer with them, in JSON.
namespace oxseal {

inline constexpr const char* kJsonTableVersion = "1.0.0";
/// The text is no JSON: {0} says where.
inline constexpr ErrorCode kJsonDamaged{"import.json_damaged", ErrorClass::Input};
/// There is no list of records in it.
inline constexpr ErrorCode kJsonNoList{"import.json_no_list", ErrorClass::Input};
/// It has no list named {0}; it has {1}.
inline constexpr ErrorCode kJsonNoSuchList{"import.json_no_such_list", ErrorClass::Usage};
/// The records of {0} name more than {1} fields, or come to far more cells than values.
inline constexpr ErrorCode kJsonWide{"import.json_wide", ErrorClass::Input};

/// Name of the list where the document itself is one.
inline constexpr const char* kJsonRoot = "list";
/// Between the values of a list inside a record.
inline constexpr char kJsonListSign = '|';

/// A list of records as text (dialect kSheetDialect): a header of the fields' names, nested ones joined by a point
/// ("user.email"), then a line a record. true, false, numbers and texts as they are, null and absent are empty; a list inside a
/// record is joined by kJsonListSign, of lists of objects each field by itself ("roles.name"). Line ends in values become blanks, so that
/// record n is line n + 1.
struct JsonTable
{
    std::string name; ///< path of the list in the document, kJsonRoot where the document is the list
    std::string text;
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::vector<std::string> beside; ///< the other lists, and single values outside of the list that must not be kept (A20)
    std::vector<ImportWarning> warnings; ///< other lists; more pages that the answer tells of
};

/// The lists of records in a document, in the order of their names: those reached through objects. Where there is none, the document
/// is one record. Errors: kJsonDamaged, kJsonNoList.
[[nodiscard]] Result<std::vector<std::string>> jsonLists(std::string_view text);
/// One list by name; "" is the longest, of equally long ones the first. Errors: those of jsonLists, kJsonNoSuchList, kJsonWide.
[[nodiscard]] Result<JsonTable> readJsonTable(std::string_view text, const std::string& list = {});

} // namespace oxseal
