// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/certification_reads.h"
#include "ui/common/command.h"

#include <QFrame>

#include <array>
#include <vector>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace oxseal::ui {

class TablePanel;

/// All that the page of the readiness record shows, read at once.
struct ReadinessData
{
    ReadinessView view;
    std::vector<IcfrChangeRow> changes;
    ReportStatus report;
    std::optional<Error> hindrance; ///< why the actor cannot sign now
};

/// The readiness record on one page: sections 1 to 8 in their order and nothing else. The principal executive officer's view
/// holds 1, 2, 3 and 7 and the principal financial officer's signed statement.
class ReadinessSheet final : public QFrame
{
    Q_OBJECT

public:
    explicit ReadinessSheet(QWidget* parent = nullptr);

    void take(const ReadinessData& now);
    void setExecutiveView(bool executive);
    void setSectionCommands(int section, const std::vector<Command>& commands);
    [[nodiscard]] TablePanel& matters() noexcept { return *matters_; }
    [[nodiscard]] TablePanel& changes() noexcept { return *changes_; }

private:
    struct Part
    {
        QWidget* box = nullptr;
        QLabel* title = nullptr;
        QHBoxLayout* buttons = nullptr;
        QVBoxLayout* lines = nullptr; ///< rebuilt at every take()
        QVBoxLayout* below = nullptr; ///< stays
    };
    Part addPart(const QString& title);
    void takeStops(const certification::Readiness& record);
    void takeLines(Part& part, const certification::Readiness::Section& section);
    void takeMatters(const certification::Readiness& record);
    void takeChanges(const std::vector<IcfrChangeRow>& changes);
    void takeStatement(const ReadinessData& now);

    QVBoxLayout* layout_ = nullptr;
    QLabel* verdict_ = nullptr;
    QVBoxLayout* stops_ = nullptr;
    std::array<Part, 8> parts_;
    Part statement_;
    TablePanel* matters_ = nullptr;
    TablePanel* changes_ = nullptr;
};

} // namespace oxseal::ui
