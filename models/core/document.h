// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/json.h"
#include "models/core/result.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kDocumentInvalid{"document.invalid", ErrorClass::Input};

/// A report, certificate or sheet as a value: what stands in it, not how it looks. storage/export draws it; the text is
/// drawn as it stands, nothing is added to it. Every text is UTF-8.
namespace doc {

    enum class Align { Left, Right, Center };

    struct Heading
    {
        std::string text;
        int level = 1; ///< 1 section, 2 sub-section
        friend bool operator==(const Heading&, const Heading&) = default;
    };

    enum class Style { Body, Small, Strong, Mono, Centered };

    /// Line feeds inside the text are kept.
    struct Paragraph
    {
        std::string text;
        Style style = Style::Body;
        int indent = 0; ///< steps of 12 pt
        friend bool operator==(const Paragraph&, const Paragraph&) = default;
    };

    struct KeyValues
    {
        std::vector<std::pair<std::string, std::string>> pairs;
        int columns = 1; ///< 1 or 2 lists side by side, filled one after the other
        friend bool operator==(const KeyValues&, const KeyValues&) = default;
    };

    struct TableColumn
    {
        std::string title;
        Align align = Align::Left;
        int weight = 1; ///< share of the width, 1 … 100
        friend bool operator==(const TableColumn&, const TableColumn&) = default;
    };

    /// The header is repeated on each page. Every row has as many cells as there are columns.
    struct Table
    {
        std::vector<TableColumn> columns;
        std::vector<std::vector<std::string>> rows;
        friend bool operator==(const Table&, const Table&) = default;
    };

    struct SignatureLine
    {
        std::string name;
        std::string office;
        std::string note; ///< e.g. "Date:" or the conformed signature "/s/ A. Person"
        friend bool operator==(const SignatureLine&, const SignatureLine&) = default;
    };

    struct SignatureLines
    {
        std::vector<SignatureLine> lines;
        friend bool operator==(const SignatureLines&, const SignatureLines&) = default;
    };

    /// What whoever gets the PDF fills in.
    struct Field
    {
        std::string name; ///< unique in the document, ASCII without dots
        std::string label; ///< drawn above the field
        std::string hint; ///< what programs say when the field is pointed at or read out
        std::vector<std::pair<std::string, std::string>> choices; ///< value and its words; empty: free text
        int weight = 1; ///< share of the width, 1 … 100
        int lines = 1; ///< of text, 1 … 20
        friend bool operator==(const Field&, const Field&) = default;
    };

    /// One thing to answer: what is known of it, and rows of fields below. It stands on one page where it fits on one.
    struct FormCard
    {
        std::string title;
        std::vector<std::pair<std::string, std::string>> facts; ///< in two columns, row by row
        std::vector<std::vector<Field>> rows;
        friend bool operator==(const FormCard&, const FormCard&) = default;
    };

    struct PageBreak
    {
        friend bool operator==(const PageBreak&, const PageBreak&) = default;
    };

    using Block = std::variant<Heading, Paragraph, KeyValues, Table, SignatureLines, PageBreak, FormCard>;

} // namespace doc

struct Document
{
    std::string title; ///< also the PDF's title
    std::string subtitle;
    std::vector<std::string> marks; ///< stamped in the header of every page, e.g. "DEMO", "DRAFT"
    std::string footer; ///< left in the footer; "Page n of m" stands right
    Instant created; ///< the date written into the PDF, so that its bytes depend on nothing else
    std::vector<doc::Block> blocks;
    /// Set small, and the blocks before the first page break smaller still until they stand on one page.
    bool onePage = false;
    /// Names and values of fields that are neither seen nor changed: what a filled document is recognised by.
    std::vector<std::pair<std::string, std::string>> bound;

    friend bool operator==(const Document&, const Document&) = default;
};

[[nodiscard]] Json toJson(const Document& document);
/// Strict: unknown block kinds, ragged tables and missing members are kDocumentInvalid with the place "blocks/N".
[[nodiscard]] Result<Document> documentFromJson(const Json& json);

} // namespace oxseal
