// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/pdf/pdf_document.h"

namespace oxseal::pdf {

/// A field of an AcroForm (ISO 32000-1, 12.7.3) as it was filled.
struct FormField
{
    std::string name; ///< fully qualified, UTF-8: the parents' names and its own, with dots
    std::string type; ///< "Tx", "Ch", "Btn", "Sig"; "" not stated
    std::string hint; ///< /TU, which programs read out; "" none
    std::string value; ///< UTF-8; "" none. Of a choice the value behind the words; of several choices all, with commas
    friend bool operator==(const FormField&, const FormField&) = default;
};

struct Form
{
    std::vector<FormField> fields; ///< in the document's order
    bool xfa = false; ///< there is an XFA form as well, or nothing else
};

/// Every field that can have a value: types and values that are inherited from parents, values that a program left on the only widget
/// of a field, strings, names, and text in streams. Bounded: 16 levels, 200,000 fields, no field twice. Errors as for Document.
[[nodiscard]] Result<Form> readForm(Document& document);

} // namespace oxseal::pdf
