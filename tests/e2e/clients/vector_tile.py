"""tests/e2e/clients: features as GDAL reads them, without a layer that outlives its dataset."""
from osgeo import gdal

gdal.UseExceptions()


def read(source, *options):
    """{layer: {"fields": {name: type}, "features": [(attributes, geometry)]}} of what GDAL opens."""
    dataset = gdal.OpenEx(source, gdal.OF_VECTOR, open_options=list(options))
    layers = {}
    for index in range(dataset.GetLayerCount()):
        layer = dataset.GetLayer(index)
        definition = layer.GetLayerDefn()
        fields = [definition.GetFieldDefn(i) for i in range(definition.GetFieldCount())]
        layers[layer.GetName()] = {
            "fields": {field.GetName(): field.GetTypeName() for field in fields},
            "features": [(feature.items(), feature.GetGeometryRef().Clone()) for feature in layer],
        }
    return layers
