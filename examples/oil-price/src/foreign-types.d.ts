// The declarations of onnx-proto and onnxruntime-node name global types of other packages and of the
// browser. None of them is used here; without these lines the strict compiler refuses both packages.
type Long = number
type HTMLImageElement = never
type ImageBitmap = never
type ImageData = never
type WebGLRenderingContext = never
type WebGLTexture = never
