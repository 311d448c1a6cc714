// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/sod_picture.h"

#include <QWidget>

#include <utility>
#include <vector>

namespace oxseal::ui {

/// How a person comes to duties that should be apart: person → account → role → permission → duty → rule, from left to right.
/// The arrow keys walk over the nodes; the ways through the node stood on are drawn in the accent.
class PathView final : public QWidget
{
    Q_OBJECT

public:
    explicit PathView(QWidget* parent = nullptr);
    void setConflict(const SodPicture& picture, const SodConflictPicture& conflict);

    struct Node
    {
        int column = 0; ///< 0 person … 5 rule
        QString text;
        QString detail; ///< second line
        int leg = -1; ///< -1: of all
        int place = 0; ///< from above in its column
    };
    [[nodiscard]] const std::vector<Node>& nodes() const noexcept { return nodes_; }
    [[nodiscard]] const std::vector<std::pair<int, int>>& edges() const noexcept { return edges_; }
    [[nodiscard]] int current() const noexcept { return current_; }
    /// Ways per leg that are drawn; the list beneath has them all.
    static constexpr std::size_t kMostDrawn = 6;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    int add(int column, const QString& text, const QString& detail, int leg);
    void join(int from, int to);
    void drawNode(QPainter& painter, std::size_t node, bool lit) const;
    [[nodiscard]] QRectF boxOf(const Node& node) const;
    [[nodiscard]] std::vector<bool> reached() const;
    void goTo(int node);

    std::vector<Node> nodes_;
    std::vector<std::pair<int, int>> edges_; ///< always from left to right
    std::vector<int> heights_; ///< nodes per column
    int current_ = 0;
};

} // namespace oxseal::ui
