// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/bank_file.h"

#include "storage/import/bai2.h"
#include "storage/import/camt.h"
#include "storage/import/iif.h"
#include "storage/import/mt940.h"
#include "storage/import/ofx.h"
#include "storage/import/qif.h"

namespace oxseal {

Result<StatementFile> readBankFile(FileFormat format, ByteView bytes, const BankFileOptions& options)
{
    switch (format) {
    case FileFormat::Mt940: return readMt940(bytes, options.encoding);
    case FileFormat::Ofx: return readOfx(bytes, options.encoding);
    case FileFormat::Bai2: return readBai2(bytes, options.encoding);
    case FileFormat::Camt: return readCamt(bytes, options.encoding);
    case FileFormat::Qif: return readQif(bytes, options);
    case FileFormat::Iif: return readIif(bytes, options);
    default: return fail(kImportNoStatement);
    }
}

const char* bankFileVersion(FileFormat format) noexcept
{
    switch (format) {
    case FileFormat::Mt940: return kMt940Version;
    case FileFormat::Ofx: return kOfxVersion;
    case FileFormat::Bai2: return kBai2Version;
    case FileFormat::Camt: return kCamtVersion;
    case FileFormat::Qif: return kQifVersion;
    case FileFormat::Iif: return kIifVersion;
    default: return "";
    }
}

} // namespace oxseal
