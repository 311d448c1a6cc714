// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pdf/pdf_form.h"
#include "storage/pdf/pdf_revision.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    auto document = pdf::Document::open(bytes);
    if (!document)
        return 0;
    const auto form = pdf::readForm(*document);
    if (form && form->fields.size() > 200'000)
        std::abort();
    for (const auto& [number, place] : document->places())
        (void)document->object(number);
    // A file is never changed by nothing.
    (void)pdf::onlyProofAdded(bytes, size / 2);
    return 0;
}
