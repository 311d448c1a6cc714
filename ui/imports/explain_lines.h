// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/controls/ipe.h"
#include "storage/actions/ipe_lines.h"

#include <QDialog>

#include <optional>
#include <vector>

class QLineEdit;
class QPushButton;
class QTableWidget;

namespace oxseal::ui {

/// The lines that an imported file and a second listing do not share, each with its reason.
class ExplainLines final : public QDialog
{
    Q_OBJECT

public:
    /// `open` is what of the difference is not explained yet.
    ExplainLines(const SecondListing& second, std::int64_t open, QWidget* parent = nullptr);

    [[nodiscard]] std::vector<LineReason> reasons() const;
    [[nodiscard]] QTableWidget& table() const noexcept { return *table_; }

private:
    void fillEmpty();
    void recheck();

    const SecondListing second_;
    QTableWidget* table_ = nullptr;
    QLineEdit* same_ = nullptr;
    QPushButton* go_ = nullptr;
};

/// What of an import's difference is not explained yet.
[[nodiscard]] std::int64_t openDifference(const controls::IpeFacts& facts);
/// nullopt when the person turns back.
[[nodiscard]] std::optional<std::vector<LineReason>> askForLineReasons(QWidget* parent, const SecondListing& second, std::int64_t open);

} // namespace oxseal::ui
